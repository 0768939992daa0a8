import { createServer } from 'node:http'

// The floor: answers every request with so many bytes of JSON.

const [port, bytes] = process.argv.slice(2).map(Number)
const body = JSON.stringify('x'.repeat(Math.max(0, bytes - 2)))
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }

createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
}).listen(port, '127.0.0.1', () => process.send?.('listening'))
