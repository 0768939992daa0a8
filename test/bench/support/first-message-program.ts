import { text } from 'node:stream/consumers'
import { analyse } from '../../../server/risk/analyser.ts'

// The text on standard input, analysed as the first message of a process; writes how many milliseconds it took.
const message = await text(process.stdin)
const began = performance.now()
analyse(message)
process.stdout.write(String(performance.now() - began))
