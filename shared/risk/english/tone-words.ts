import type { ClassTable } from '../grammar/grammar.ts'

/** Where strong words are meant for something else: a program, the weather, nobody. */
export const TONE_WORDS: ClassTable = {
  you2: 'you|your',
  technical:
    'function|variable|pointer|compiler|compile|java|javascript|python|php|sql|regex|array|thread|threads|loop|exception|stack trace|stacktrace|framework|library|libraries|spring|hibernate|eclipse|maven|gradle|android|ios sdk|xcode|c++|c #|objective c|html|css|jquery|ajax|servlet|jsp|jvm|class|classes|method|methods|syntax|recursion|algorithm|jar|linux|ubuntu|git|svn|commit|query|code|coding|inheritance|interface|generics|parser|xml|json|byte|bytes|char|string|int|integer|boolean|static|null|lambda|closure|namespace|constructor|debugger|ide|stackoverflow|programmer|programming|developer should|app engine|emulator|listener|callback|socket|garbage collector|garbage collection|garbage collected|hack|workaround in code|unit test|unit tests|mock|api design|design pattern|singleton|polymorphism|mvc|orm|tomcat|jboss|swing|applet|tutorial|homework|assignment|op|downvote|upvote|so question|duplicate question|answer below|this answer|your answer|your question|your code|your example|the question',
  joyonly:
    "happy to|no problem|no problems|no issue|no issues|works great|works fine|working great|all good|thanks for fixing|thank you for fixing|thanks for the quick|thanks for your quick|has been resolved|solved|love it|love the|loving|great job|great work|awesome|excellent|amazing|delighted|thrilled|impressed with|smoothly|not a problem|without any problem|without problems|no longer an issue|looking forward|best launch|could not be better|couldn't be better|well done|not disappointed|won't be disappointed|worry free|no worries|don't worry|not worried|no concerns|never disappoint*",
  everyday:
    'beach|travel|traveling|oil change|alaska|socket|converter|name is|call you|call me|vaccination|shots|weather|alarm|song|music|restaurant|recipe|flight|hotel|dinner|lunch|pizza|car|tire|tires|oil|gas|traffic|mall|grocery|shopping list|to do list|todo list|vacation|birthday|mom|dad|my wife|my husband|my kids|dog|cat|doctor|dentist|gym|movie|football|nba|nfl|game|tax|taxes|w2|w 2|credit score|credit card|debit card|mortgage|rent|bill|bank|checking|savings|my luggage|luggage|passport|visa|vaccine|vaccines|apr|401k|roth|insurance|mpg|battery|engine|jumper|jump start|timer|remind me|joke|trivia|spanish|french|translate|uber|lyft|hertz|airport|boarding|calories|carbs|ingredients|chicken|beef|cook|bake|oven|my phone|bluetooth|speaker|volume|whisper|my boss|my coworker|pto|vacation days|payday|paycheck',
  negurgent:
    "not urgent|no urgency|not that urgent|nothing urgent|low priority|whenever you|when you have time|no rush|no hurry|not a priority|not super urgent|not an emergency|not critical|isn't urgent",
  fixed: 'fixed|resolved|solved|works now|working again|thanks to your team|helped us|quick fix',
  reminderbenign: 'webinar|register|registration|early bird|event|conference|survey|rsvp|sign up|library',
}
