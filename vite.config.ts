import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig, type ProxyOptions } from 'vite'

const server = process.env.HOIST_DEV_SERVER ?? 'http://127.0.0.1:4301'

/**
 * Passes a request on to the server. When the server restarts, Vite would keep the browser's event stream open and the
 * page deaf, so the stream is cut with the server's.
 */
const passOn: ProxyOptions = {
  target: server,
  configure(proxy) {
    proxy.on('proxyRes', (upstream, _request, response) => {
      upstream.on('close', () => {
        if (!response.writableEnded) response.destroy()
      })
    })
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: Object.fromEntries(
      // Whole segments: Vite serves the source file /trpc.ts itself.
      ['/api', '/trpc', '/healthz', '/readyz', '/docs', '/metrics'].map((path) => [`^${path}(?:[/?]|$)`, passOn]),
    ),
  },
})
