import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './ui/tokens.css'
import './ui/base.css'
import { createQueryClient } from './query-client.ts'
import { router, toSignIn } from './router.ts'
import { createClient, trpc } from './trpc.ts'
import { cssVariablesResolver, theme } from './ui/theme.ts'

const queryClient = createQueryClient(toSignIn)
const client = createClient()

async function start(root: HTMLElement): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  createRoot(root).render(
    <StrictMode>
      <trpc.Provider client={client} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
            <ModalsProvider modalProps={{ overlayProps: { color: 'var(--h-veil)', backgroundOpacity: 1 } }}>
              <RouterProvider router={router} />
            </ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
          </MantineProvider>
        </QueryClientProvider>
      </trpc.Provider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root !== null) void start(root)
