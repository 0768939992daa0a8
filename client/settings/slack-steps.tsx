import { Button, CopyButton } from '@mantine/core'
import { slackManifest } from '../../shared/slack/manifest.ts'

/** How to make the Slack app, with its manifest to paste. Folded away once Slack is connected. */
export function SlackSteps({ url, socketMode, open }: { url: string; socketMode: boolean; open: boolean }) {
  const manifest = JSON.stringify(slackManifest(url, socketMode), null, 2)
  return (
    <details className="h-steps" open={open}>
      <summary>How to make the Slack app</summary>
      <ol>
        <li>
          At{' '}
          <a href="https://api.slack.com/apps?new_app=1" target="_blank" rel="noreferrer">
            api.slack.com/apps
          </a>{' '}
          choose <b>Create New App</b>, <b>From a manifest</b>, and paste this one:
          <div className="h-manifest">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section aria-label="App manifest" tabIndex={0}>
              <pre>{manifest}</pre>
            </section>
            <CopyButton value={manifest}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy manifest'}
                </Button>
              )}
            </CopyButton>
          </div>
        </li>
        <li>
          <b>Install to Workspace</b>, and take the keys below from there.
        </li>
        {socketMode ? (
          <li>
            Under <b>Basic Information</b> generate an app-level token with <code>connections:write</code>.
          </li>
        ) : (
          <li>
            After saving here, open <b>Event Subscriptions</b> and let Slack verify the address.
          </li>
        )}
        <li>Invite the app to the channels you share with customers. It reads no others.</li>
      </ol>
    </details>
  )
}
