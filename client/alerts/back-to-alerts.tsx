import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'

export function BackToAlerts() {
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/alerts" {...props} />}>
      Back to the alerts
    </Button>
  )
}
