export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 128

/** Passwords that attackers try first and that are long enough to pass otherwise; and words many are built from. */
const COMMON = new Set(
  `12345678 123456789 1234567890 12341234 11111111 00000000 87654321 987654321 0987654321 123123123 1122334455
  11223344 12344321 123456789a 1234qwer 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 qwertyui qwertyuiop
  qwerty12 qwerty123 qwerty1234 qwer1234 asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 password password1
  password12 password123 password1234 passw0rd p@ssword p@ssw0rd p@ssword1 p@ssw0rd1 passwort passwort1 letmein1
  letmein123 welcome1 welcome123 welcome2024 welcome2025 welcome2026 admin123 admin1234 administrator adminadmin
  changeme changeme1 changeme123 iloveyou iloveyou1 sunshine sunshine1 princess princess1 football football1
  baseball baseball1 basketball superman superman1 batman123 starwars trustno1 whatever whatever1 computer
  computer1 internet samsung1 michelle jennifer jessica1 charlie1 dragon123 monkey123 master123 shadow123
  hunter12 killer123 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 autumn2025
  abcd1234 abc12345 abcdefgh abcdefg1 aaaaaaaa a1b2c3d4 secret123 default1 test1234 testtest testing1 guest123
  login123 access14 corvette mercedes maverick midnight chocolate cheese123 hello123 hellohello helloworld
  freedom1 ninja123 mustang1 access123 flower123 lovely123 hottie123 loveme123 zaq12wsx zaq1zaq1 qazwsxedc
  customer customersuccess escalate escalation hoist123 hoisthoist hoistadmin`.split(/\s+/),
)

/**
 * Why a new password is not good enough, in words for the person; null if it is.
 * @param about email and name, which must not be the password
 */
export function passwordProblem(password: string, about: string[] = []): string | null {
  const length = Array.from(password).length
  if (length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters`
  if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters`
  const plain = password.normalize('NFKC').toLowerCase()
  if (COMMON.has(plain) || new Set(plain).size < 3)
    return 'This password is among the first that are guessed: choose another'
  const own = about.flatMap((text) => [text.toLowerCase(), text.toLowerCase().split('@')[0] ?? ''])
  return own.includes(plain) ? 'The password must not be the name or address' : null
}
