import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'

/** What the fake says to the next question; `hang` never answers, `redirect` points at itself. */
export type ModelMood =
  | { answer: 'json'; value: unknown }
  | { answer: 'text'; content: string }
  | { answer: 'status'; status: number }
  | { answer: 'redirect' }
  | { answer: 'garbage' }
  | { answer: 'hang' }

export type FakeModel = {
  /** The address before `/chat/completions`. */
  url: string
  /** What was asked, oldest first: instructions, and the data as parsed. */
  questions: { model: string; instructions: string; data: any; key: string | null }[]
  /** Answers of the coming questions; after them nothing is expected any more. */
  moods: ModelMood[]
  expectNothingUnexpected(): void
  close(): Promise<void>
}

/** An OpenAI-compatible endpoint on loopback that checks what it is sent. */
export async function fakeModel(): Promise<FakeModel> {
  const unexpected: string[] = []
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      unexpected.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeModel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    questions: [],
    moods: [],
    expectNothingUnexpected: () => expect(unexpected).toEqual([]),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      unexpected.push(`${request.method} ${request.url}`)
    const { model, messages, response_format } = JSON.parse(text)
    const [system, user, ...more] = messages
    expect([system.role, user.role, more.length, response_format]).toEqual([
      'system',
      'user',
      0,
      { type: 'json_object' },
    ])
    const key = request.headers.authorization?.replace('Bearer ', '') ?? null
    fake.questions.push({ model, instructions: system.content, data: JSON.parse(user.content), key })
    const mood = fake.moods.shift()
    if (!mood) unexpected.push('a question that nobody expected')
    const say = (content: string) => {
      const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }]
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ id: 'c', object: 'chat.completion', model, choices }))
    }
    switch (mood?.answer) {
      case 'json':
        return say(JSON.stringify(mood.value))
      case 'text':
        return say(mood.content)
      case 'redirect':
        response.writeHead(302, { location: fake.url }).end()
        return
      case 'garbage':
        response.end('<html>a page</html>')
        return
      case 'hang':
        return
      default:
        response.writeHead(mood?.answer === 'status' ? mood.status : 500).end('{}')
    }
  }
  return fake
}
