// Made by scripts/draft-migration.mjs from the .sql files beside it, so that one bundle carries them.

export const sqliteMigrations: readonly { number: number; name: string; sql: string }[] = [
  {
    number: 1,
    name: 'initial',
    sql: `CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"accountId" text NOT NULL,
	"providerId" text NOT NULL,
	"userId" text NOT NULL,
	"accessToken" text,
	"refreshToken" text,
	"idToken" text,
	"accessTokenExpiresAt" integer,
	"refreshTokenExpiresAt" integer,
	"scope" text,
	"password" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	FOREIGN KEY ("userId") REFERENCES "user"("id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE INDEX "account_user" ON "account" ("userId");
CREATE TABLE "api_key" (
	"id" text PRIMARY KEY NOT NULL,
	"organizationId" text NOT NULL,
	"userId" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"createdBy" text NOT NULL,
	"createdAt" integer NOT NULL,
	"lastUsedAt" integer,
	"revokedAt" integer,
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "api_key_hash_unique" ON "api_key" ("hash");
CREATE INDEX "api_key_organization" ON "api_key" ("organizationId","createdAt");
CREATE TABLE "channel_setting" (
	"organizationId" text NOT NULL,
	"channel" text NOT NULL,
	"settings" text NOT NULL,
	"sealed" text,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "channel"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "contact" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"externalId" text,
	"customerId" text NOT NULL,
	"name" text NOT NULL,
	"nameSort" text NOT NULL,
	"email" text,
	"slackUserId" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE UNIQUE INDEX "contact_external" ON "contact" ("organizationId","externalId");
CREATE INDEX "contact_customer" ON "contact" ("organizationId","customerId","nameSort");
CREATE INDEX "contact_email" ON "contact" ("organizationId","email");
CREATE INDEX "contact_slack" ON "contact" ("organizationId","slackUserId");
CREATE TABLE "customer" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"externalId" text,
	"name" text NOT NULL,
	"nameSort" text NOT NULL,
	"segment" text,
	"tags" text NOT NULL,
	"timeZone" text,
	"renewalAt" integer,
	"properties" text NOT NULL,
	"ownerId" text,
	"lastLoginAt" integer,
	"lastInboundAt" integer,
	"lastOutboundAt" integer,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","ownerId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "customer_external" ON "customer" ("organizationId","externalId");
CREATE INDEX "customer_name" ON "customer" ("organizationId","nameSort","id");
CREATE TABLE "customer_metric" (
	"organizationId" text NOT NULL,
	"customerId" text NOT NULL,
	"metric" text NOT NULL,
	"value" real NOT NULL,
	"previousValue" real,
	"at" integer NOT NULL,
	"receivedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "customerId", "metric"),
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE TABLE "delivery" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"notificationId" text,
	"userId" text NOT NULL,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"attempts" integer NOT NULL,
	"nextAttemptAt" integer,
	"fence" integer NOT NULL,
	"uncertain" integer DEFAULT false NOT NULL,
	"cancelledAt" integer,
	"providerRef" text,
	"lastError" text,
	"createdAt" integer NOT NULL,
	"sentAt" integer,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "delivery_key" ON "delivery" ("organizationId","key");
CREATE INDEX "delivery_due" ON "delivery" ("nextAttemptAt") WHERE "delivery"."nextAttemptAt" is not null;
CREATE INDEX "delivery_log" ON "delivery" ("organizationId","createdAt");
CREATE INDEX "delivery_notification" ON "delivery" ("organizationId","notificationId");
CREATE TABLE "dirty" (
	"organizationId" text NOT NULL,
	"subject" text NOT NULL,
	"change" integer NOT NULL,
	"firstAt" integer NOT NULL,
	"lastAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "subject")
) STRICT;
CREATE INDEX "dirty_first" ON "dirty" ("firstAt");
CREATE TABLE "fact_change" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"field" text NOT NULL,
	"value" text,
	"at" integer NOT NULL,
	"receivedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id")
) STRICT;
CREATE INDEX "fact_change_subject" ON "fact_change" ("organizationId","subject","field","at");
CREATE INDEX "fact_change_received" ON "fact_change" ("organizationId","receivedAt");
CREATE TABLE "flow_action" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"workflowId" text NOT NULL,
	"customerId" text NOT NULL,
	"definitionId" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"logic" text NOT NULL,
	"chainId" text NOT NULL,
	"depth" integer NOT NULL,
	"recipientId" text,
	"recipientTeamId" text,
	"assigneeId" text,
	"originalAssigneeId" text,
	"reason" text,
	"source" text NOT NULL,
	"ruleId" text,
	"createdBy" text NOT NULL,
	"triggerCount" integer NOT NULL,
	"triggerType" text NOT NULL,
	"version" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"lastEvaluatedAt" integer,
	"explanation" text,
	"firedAt" integer,
	"firedTriggerId" text,
	"firedLate" integer DEFAULT false NOT NULL,
	"localDay" text NOT NULL,
	"localWeekday" integer NOT NULL,
	"localHour" integer NOT NULL,
	"firedLocalDay" text,
	"firedLocalWeekday" integer,
	"firedLocalHour" integer,
	"fallback" text,
	"acknowledgedAt" integer,
	"acknowledgedBy" text,
	"endedAt" integer,
	"endedBy" text,
	"outcome" text,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","recipientId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","recipientTeamId") REFERENCES "team"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "flow_action_open" ON "flow_action" ("organizationId","workflowId") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_open_recipient" ON "flow_action" ("organizationId","recipientId","state") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_open_kind" ON "flow_action" ("organizationId","kind","createdAt") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_armed" ON "flow_action" ("kind","id") WHERE "flow_action"."state" = 'armed';
CREATE INDEX "flow_action_workflow" ON "flow_action" ("organizationId","workflowId","createdAt");
CREATE INDEX "flow_action_chain" ON "flow_action" ("organizationId","chainId");
CREATE INDEX "flow_action_created" ON "flow_action" ("organizationId","kind","createdAt");
CREATE TABLE "import_issue" (
	"organizationId" text NOT NULL,
	"importId" text NOT NULL,
	"position" integer NOT NULL,
	"line" integer NOT NULL,
	"column" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	PRIMARY KEY("organizationId", "importId", "position"),
	FOREIGN KEY ("organizationId","importId") REFERENCES "import_run"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE TABLE "import_mapping" (
	"organizationId" text NOT NULL,
	"kind" text NOT NULL,
	"titles" text NOT NULL,
	"mapping" text NOT NULL,
	"usedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "kind", "titles"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "import_run" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"fileName" text NOT NULL,
	"state" text NOT NULL,
	"mapping" text NOT NULL,
	"counts" text NOT NULL,
	"createdBy" text NOT NULL,
	"createdAt" integer NOT NULL,
	"finishedAt" integer,
	"lastError" text,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "import_run_created" ON "import_run" ("organizationId","createdAt");
CREATE TABLE "job_run" (
	"id" text PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"slotAt" integer,
	"startedAt" integer NOT NULL,
	"finishedAt" integer,
	"tookMs" integer,
	"evaluated" integer NOT NULL,
	"fired" integer NOT NULL,
	"firedLate" integer NOT NULL,
	"errors" integer NOT NULL,
	"errorDetails" text NOT NULL,
	"startedBy" text NOT NULL
) STRICT;
CREATE UNIQUE INDEX "job_run_slot" ON "job_run" ("job","slotAt");
CREATE INDEX "job_run_started" ON "job_run" ("job","startedAt");
CREATE TABLE "link" (
	"id" text PRIMARY KEY NOT NULL,
	"organizationId" text NOT NULL,
	"userId" text NOT NULL,
	"purpose" text NOT NULL,
	"tokenHash" text NOT NULL,
	"createdBy" text,
	"createdAt" integer NOT NULL,
	"expiresAt" integer NOT NULL,
	"usedAt" integer,
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("userId") REFERENCES "user"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "link_tokenHash_unique" ON "link" ("tokenHash");
CREATE INDEX "link_user" ON "link" ("organizationId","userId");
CREATE TABLE "member" (
	"organizationId" text NOT NULL,
	"userId" text NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"nameSort" text NOT NULL,
	"email" text NOT NULL,
	"slackUserId" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "userId"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("userId") REFERENCES "user"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "member_email" ON "member" ("organizationId","email");
CREATE INDEX "member_user" ON "member" ("userId");
CREATE TABLE "message" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"externalId" text NOT NULL,
	"customerId" text,
	"contactId" text,
	"senderCustomer" text,
	"senderContact" text,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"text" text NOT NULL,
	"at" integer NOT NULL,
	"receivedAt" integer NOT NULL,
	"analysedAt" integer,
	"scannedAt" integer,
	"riskLevel" text,
	"alertId" text,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "message_external" ON "message" ("organizationId","externalId");
CREATE INDEX "message_customer" ON "message" ("organizationId","customerId","at");
CREATE INDEX "message_unmapped" ON "message" ("organizationId","at") WHERE "message"."customerId" is null;
CREATE TABLE "notification" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"userId" text NOT NULL,
	"type" text NOT NULL,
	"dedupKey" text NOT NULL,
	"workflowId" text,
	"alertId" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"createdAt" integer NOT NULL,
	"readAt" integer,
	"digest" integer DEFAULT false NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "notification_dedup" ON "notification" ("organizationId","dedupKey","userId");
CREATE INDEX "notification_user" ON "notification" ("organizationId","userId","createdAt");
CREATE INDEX "notification_unread" ON "notification" ("organizationId","userId") WHERE "notification"."readAt" is null;
CREATE INDEX "notification_digest" ON "notification" ("organizationId","userId") WHERE "notification"."digest" = true;
CREATE TABLE "organization" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"timeZone" text NOT NULL,
	"subscription" text DEFAULT 'active' NOT NULL,
	"settings" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL
) STRICT;
CREATE TABLE "preference" (
	"organizationId" text NOT NULL,
	"userId" text NOT NULL,
	"type" text NOT NULL,
	"frequency" text NOT NULL,
	PRIMARY KEY("organizationId", "userId", "type"),
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"userId" text NOT NULL,
	"token" text NOT NULL,
	"organizationId" text,
	"expiresAt" integer NOT NULL,
	"ipAddress" text,
	"userAgent" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	FOREIGN KEY ("userId") REFERENCES "user"("id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE UNIQUE INDEX "session_token_unique" ON "session" ("token");
CREATE INDEX "session_user" ON "session" ("userId");
CREATE TABLE "signal" (
	"organizationId" text NOT NULL,
	"externalId" text NOT NULL,
	"type" text NOT NULL,
	"customerId" text,
	"workflowId" text,
	"metric" text,
	"value" real,
	"actionId" text,
	"eventKey" text,
	"at" integer NOT NULL,
	"receivedAt" integer NOT NULL,
	"history" integer NOT NULL,
	PRIMARY KEY("organizationId", "externalId")
) STRICT;
CREATE INDEX "signal_customer" ON "signal" ("organizationId","customerId","at");
CREATE TABLE "team" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"nameSort" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"removedAt" integer,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "team_name" ON "team" ("organizationId","nameSort");
CREATE TABLE "team_member" (
	"organizationId" text NOT NULL,
	"teamId" text NOT NULL,
	"userId" text NOT NULL,
	"createdAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "teamId", "userId"),
	FOREIGN KEY ("organizationId","teamId") REFERENCES "team"("organizationId","id") ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "team_member_user" ON "team_member" ("organizationId","userId");
CREATE TABLE "timeline" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"at" integer NOT NULL,
	"details" text NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "timeline_subject" ON "timeline" ("organizationId","subject","at");
CREATE INDEX "timeline_at" ON "timeline" ("organizationId","at");
CREATE TABLE "trigger" (
	"organizationId" text NOT NULL,
	"flowActionId" text NOT NULL,
	"position" integer NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"mode" text NOT NULL,
	"config" text NOT NULL,
	"watch" text,
	"operator" text,
	"threshold" real,
	"dueAt" integer,
	"wakeAt" integer,
	"countsFrom" integer NOT NULL,
	"satisfiedAt" integer,
	"evaluatedAt" integer,
	"evaluationCount" integer DEFAULT 0 NOT NULL,
	"errorMessage" text,
	"firedAt" integer,
	"closedAt" integer,
	PRIMARY KEY("organizationId", "flowActionId", "position"),
	FOREIGN KEY ("organizationId","flowActionId") REFERENCES "flow_action"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE INDEX "trigger_wake" ON "trigger" ("wakeAt") WHERE "trigger"."closedAt" is null and "trigger"."wakeAt" is not null;
CREATE INDEX "trigger_watch" ON "trigger" ("organizationId","watch","operator","threshold") WHERE "trigger"."closedAt" is null and "trigger"."satisfiedAt" is null;
CREATE INDEX "trigger_watch_true" ON "trigger" ("organizationId","watch","operator","threshold") WHERE "trigger"."closedAt" is null and "trigger"."satisfiedAt" is not null and "trigger"."mode" = 'live';
CREATE INDEX "trigger_unknown" ON "trigger" ("organizationId","watch") WHERE "trigger"."closedAt" is null and "trigger"."errorMessage" is not null;
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"emailVerified" integer DEFAULT false NOT NULL,
	"image" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX "user_email_unique" ON "user" ("email");
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expiresAt" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL
) STRICT;
CREATE INDEX "verification_identifier" ON "verification" ("identifier");
CREATE TABLE "workflow" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"externalId" text,
	"customerId" text NOT NULL,
	"definitionId" text NOT NULL,
	"assigneeId" text,
	"originalAssigneeId" text,
	"status" text NOT NULL,
	"statusChangedAt" integer NOT NULL,
	"priority" text NOT NULL,
	"priorityRank" integer NOT NULL,
	"dueAt" integer,
	"chainId" text,
	"flowActionId" text,
	"searchText" text NOT NULL,
	"completedAt" integer,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","definitionId") REFERENCES "workflow_definition"("organizationId","id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","assigneeId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "workflow_external" ON "workflow" ("organizationId","externalId");
CREATE INDEX "workflow_customer" ON "workflow" ("organizationId","customerId","status");
CREATE INDEX "workflow_assignee" ON "workflow" ("organizationId","assigneeId","status","dueAt","id");
CREATE INDEX "workflow_status" ON "workflow" ("organizationId","status","dueAt","id");
CREATE INDEX "workflow_due" ON "workflow" ("organizationId","dueAt","id");
CREATE INDEX "workflow_updated" ON "workflow" ("organizationId","updatedAt","id");
CREATE INDEX "workflow_priority" ON "workflow" ("organizationId","priorityRank","id");
CREATE INDEX "workflow_definition_of" ON "workflow" ("organizationId","definitionId","status");
CREATE TABLE "workflow_action" (
	"organizationId" text NOT NULL,
	"workflowId" text NOT NULL,
	"actionId" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"dueAt" integer,
	"completedAt" integer,
	"completedBy" text,
	PRIMARY KEY("organizationId", "workflowId", "actionId"),
	FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE TABLE "workflow_definition" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"nameSort" text NOT NULL,
	"description" text,
	"actions" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "workflow_definition_name" ON "workflow_definition" ("organizationId","nameSort");
`,
  },
  {
    number: 2,
    name: 'analytics',
    sql: `CREATE TABLE "analytics_calendar" (
	"organizationId" text PRIMARY KEY NOT NULL,
	"timeZone" text NOT NULL,
	"cursor" text,
	"tail" text,
	"updatedAt" integer NOT NULL,
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "analytics_view" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"userId" text NOT NULL,
	"name" text NOT NULL,
	"shared" integer NOT NULL,
	"search" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "analytics_view_user" ON "analytics_view" ("organizationId","userId");
`,
  },
  {
    number: 3,
    name: 'intake',
    sql: `CREATE TABLE "inbound_email" (
	"organizationId" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sealed" text NOT NULL,
	"createdAt" integer NOT NULL,
	"lastReceivedAt" integer,
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "inbound_email_hash" ON "inbound_email" ("hash");
CREATE TABLE "message_sender" (
	"organizationId" text NOT NULL,
	"sender" text NOT NULL,
	"name" text,
	"email" text,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "sender"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "slack_channel" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"teamId" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"shared" integer NOT NULL,
	"customerId" text,
	"readTs" text,
	"readAt" integer,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE TABLE "slack_receipt" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"receivedAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "slack_receipt_received" ON "slack_receipt" ("receivedAt");
`,
  },
  {
    number: 4,
    name: 'audit_event',
    sql: `CREATE TABLE "audit_event" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"at" integer NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subjectName" text NOT NULL,
	"diff" text NOT NULL,
	"requestId" text,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "audit_event_subject" ON "audit_event" ("organizationId","subject","id");
`,
  },
  {
    number: 5,
    name: 'alerts',
    sql: `CREATE TABLE "alert" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"channel" text NOT NULL,
	"customerId" text,
	"contactId" text,
	"messageId" text NOT NULL,
	"summary" text NOT NULL,
	"indicators" text NOT NULL,
	"leadingTag" text,
	"score" real NOT NULL,
	"suggestedAction" text NOT NULL,
	"count" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"lastMessageAt" integer NOT NULL,
	"respondBy" integer,
	"notifiedAt" integer NOT NULL,
	"notifiedCount" integer NOT NULL,
	"acknowledgedAt" integer,
	"acknowledgedBy" text,
	"resolvedAt" integer,
	"closedAt" integer,
	"changedBy" text NOT NULL,
	"changedAt" integer NOT NULL,
	"resolutionNotes" text,
	"version" integer NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "alert_active" ON "alert" ("organizationId","channel") WHERE "alert"."closedAt" is null;
CREATE INDEX "alert_created" ON "alert" ("organizationId","createdAt","id");
CREATE INDEX "alert_status" ON "alert" ("organizationId","status","severity");
CREATE INDEX "alert_customer" ON "alert" ("organizationId","customerId","createdAt");
CREATE TABLE "alert_label" (
	"organizationId" text NOT NULL,
	"messageId" text NOT NULL,
	"alertId" text,
	"verdict" text NOT NULL,
	"reason" text,
	"missedRisk" text,
	"riskLevel" text NOT NULL,
	"score" real NOT NULL,
	"indicators" text NOT NULL,
	"createdBy" text NOT NULL,
	"createdAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "messageId"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "alert_label_created" ON "alert_label" ("organizationId","createdAt");
CREATE TABLE "alert_message" (
	"organizationId" text NOT NULL,
	"alertId" text NOT NULL,
	"messageId" text NOT NULL,
	"at" integer NOT NULL,
	"riskLevel" text NOT NULL,
	"score" real NOT NULL,
	"indicators" text NOT NULL,
	PRIMARY KEY("organizationId", "alertId", "messageId"),
	FOREIGN KEY ("organizationId","alertId") REFERENCES "alert"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE TABLE "alert_proposal" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"change" text NOT NULL,
	"createdAt" integer NOT NULL,
	"decidedAt" integer,
	"decidedBy" text,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "alert_proposal_state" ON "alert_proposal" ("organizationId","state");
CREATE TABLE "alert_setting" (
	"organizationId" text PRIMARY KEY NOT NULL,
	"cooldownHours" real NOT NULL,
	"modelUrl" text,
	"modelName" text,
	"modelKeySealed" text,
	"scannedAt" integer,
	"updatedAt" integer NOT NULL,
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
ALTER TABLE "customer" ADD "riskLevel" text;
ALTER TABLE "customer" ADD "openAlerts" integer DEFAULT 0 NOT NULL;
ALTER TABLE "delivery" ADD "editOf" text;
ALTER TABLE "message" ADD "score" real;
ALTER TABLE "message" ADD "confidence" real;
ALTER TABLE "message" ADD "tone" text;
ALTER TABLE "message" ADD "indicators" text;
ALTER TABLE "message" ADD "suggestedAction" text;
ALTER TABLE "message" ADD "engine" text;
ALTER TABLE "message" ADD "opinion" text;
ALTER TABLE "message" ADD "opinionDueAt" integer;
CREATE INDEX "message_unscanned" ON "message" ("organizationId","at","id") WHERE "message"."scannedAt" is null and "message"."direction" = 'inbound' and "message"."customerId" is not null;
CREATE INDEX "message_medium" ON "message" ("organizationId","channel","at") WHERE "message"."riskLevel" = 'medium' and "message"."alertId" is null;
CREATE INDEX "message_opinion_due" ON "message" ("opinionDueAt") WHERE "message"."opinionDueAt" is not null;
`,
  },
  {
    number: 6,
    name: 'arms_touch_less',
    sql: `DROP INDEX "flow_action_chain";
CREATE INDEX "flow_action_chain" ON "flow_action" ("organizationId","chainId") WHERE "flow_action"."depth" > 1;
DROP INDEX "workflow_customer";
DROP INDEX "workflow_assignee";
DROP INDEX "workflow_definition_of";
CREATE INDEX "workflow_customer" ON "workflow" ("organizationId","customerId");
CREATE INDEX "workflow_assignee" ON "workflow" ("organizationId","assigneeId","completedAt","dueAt","id");
CREATE INDEX "workflow_definition_of" ON "workflow" ("organizationId","definitionId");
`,
  },
  {
    number: 7,
    name: 'signal_received',
    sql: `CREATE INDEX "signal_received" ON "signal" ("organizationId","receivedAt");
`,
  },
  {
    number: 8,
    name: 'rules',
    sql: `CREATE TABLE "due_check" (
	"organizationId" text NOT NULL,
	"workflowId" text NOT NULL,
	"at" integer NOT NULL,
	PRIMARY KEY("organizationId", "workflowId"),
	FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
CREATE INDEX "due_check_at" ON "due_check" ("at");
CREATE TABLE "metric_freshness" (
	"organizationId" text NOT NULL,
	"metric" text NOT NULL,
	"hours" real NOT NULL,
	PRIMARY KEY("organizationId", "metric"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "routing_rule" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"priority" integer NOT NULL,
	"conditions" text NOT NULL,
	"mode" text NOT NULL,
	"escalateToUserId" text,
	"escalateToTeamId" text,
	"teamPick" text NOT NULL,
	"lastPickedId" text,
	"cooldownHours" real NOT NULL,
	"capPerHour" integer NOT NULL,
	"pausedAt" integer,
	"arriving" text,
	"arrivingAfter" text,
	"lastFiredAt" integer,
	"createdBy" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer NOT NULL,
	"removedAt" integer,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","escalateToUserId") REFERENCES "member"("organizationId","userId") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("organizationId","escalateToTeamId") REFERENCES "team"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "routing_rule_order" ON "routing_rule" ("organizationId","priority","id") WHERE "routing_rule"."removedAt" is null;
CREATE INDEX "routing_rule_arriving" ON "routing_rule" ("organizationId","id") WHERE "routing_rule"."arriving" is not null;
CREATE TABLE "rule_event" (
	"organizationId" text NOT NULL,
	"id" text NOT NULL,
	"ruleId" text NOT NULL,
	"type" text NOT NULL,
	"at" integer NOT NULL,
	"workflowId" text,
	"customerId" text,
	"flowActionId" text,
	"reason" text,
	"diff" text,
	"snapshot" text,
	"actor" text NOT NULL,
	PRIMARY KEY("organizationId", "id"),
	FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "rule_event_rule" ON "rule_event" ("organizationId","ruleId","id");
CREATE INDEX "rule_event_applied" ON "rule_event" ("organizationId","ruleId","at") WHERE "rule_event"."type" = 'applied';
CREATE INDEX "rule_event_workflow" ON "rule_event" ("organizationId","workflowId","id") WHERE "rule_event"."workflowId" is not null;
CREATE TABLE "rule_mark" (
	"organizationId" text NOT NULL,
	"subject" text NOT NULL,
	"change" integer NOT NULL,
	"firstAt" integer NOT NULL,
	PRIMARY KEY("organizationId", "subject")
) STRICT;
CREATE INDEX "rule_mark_first" ON "rule_mark" ("firstAt");
CREATE TABLE "rule_override" (
	"organizationId" text NOT NULL,
	"workflowId" text NOT NULL,
	"ruleId" text NOT NULL,
	"reason" text,
	"actor" text NOT NULL,
	"at" integer NOT NULL,
	PRIMARY KEY("organizationId", "workflowId", "ruleId"),
	FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "rule_reading" (
	"organizationId" text NOT NULL,
	"fact" text NOT NULL,
	PRIMARY KEY("organizationId", "fact"),
	FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "rule_state" (
	"organizationId" text NOT NULL,
	"workflowId" text NOT NULL,
	"ruleId" text NOT NULL,
	"mode" text NOT NULL,
	"matchedSince" integer,
	"outcome" text,
	"reason" text,
	"actedAt" integer,
	"cleared" integer NOT NULL,
	"version" integer NOT NULL,
	PRIMARY KEY("organizationId", "workflowId", "ruleId", "mode"),
	FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "rule_state_rule" ON "rule_state" ("organizationId","ruleId","workflowId") WHERE "rule_state"."matchedSince" is not null;
CREATE INDEX "rule_state_quarantined" ON "rule_state" ("organizationId","ruleId","workflowId") WHERE "rule_state"."outcome" = 'quarantined';
CREATE TABLE "stale_reading" (
	"organizationId" text NOT NULL,
	"metric" text NOT NULL,
	"customerId" text NOT NULL,
	"since" integer NOT NULL,
	PRIMARY KEY("organizationId", "metric", "customerId"),
	FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON UPDATE no action ON DELETE cascade
) STRICT;
-- Only a rule that is on may escalate: a shadow rule has no way to the outbox, whatever the program does.
CREATE TRIGGER "flow_action_of_live_rule" BEFORE INSERT ON "flow_action" WHEN NEW."ruleId" IS NOT NULL AND NOT EXISTS (
	SELECT 1 FROM "routing_rule" WHERE "organizationId" = NEW."organizationId" AND "id" = NEW."ruleId" AND "mode" = 'on' AND "removedAt" IS NULL
) BEGIN SELECT RAISE(ABORT, 'only a rule that is on may escalate'); END;
`,
  },
  {
    number: 9,
    name: 'own_words',
    sql: `ALTER TABLE "alert_setting" ADD "phrases" text;
ALTER TABLE "alert_setting" ADD "exceptions" text;
`,
  },
]

export const postgresMigrations: readonly { number: number; name: string; sql: string }[] = [
  {
    number: 1,
    name: 'initial',
    sql: `CREATE TABLE "account" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"accountId" text collate "C" NOT NULL,
	"providerId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"accessToken" text collate "C",
	"refreshToken" text collate "C",
	"idToken" text collate "C",
	"accessTokenExpiresAt" bigint,
	"refreshTokenExpiresAt" bigint,
	"scope" text collate "C",
	"password" text collate "C",
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL
);
CREATE TABLE "api_key" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"organizationId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	"prefix" text collate "C" NOT NULL,
	"createdBy" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	"lastUsedAt" bigint,
	"revokedAt" bigint,
	CONSTRAINT "api_key_hash_unique" UNIQUE("hash")
);
CREATE TABLE "channel_setting" (
	"organizationId" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"settings" jsonb NOT NULL,
	"sealed" text collate "C",
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "channel_setting_organizationId_channel_pk" PRIMARY KEY("organizationId","channel")
);
CREATE TABLE "contact" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"externalId" text collate "C",
	"customerId" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"nameSort" text collate "C" NOT NULL,
	"email" text collate "C",
	"slackUserId" text collate "C",
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "contact_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "customer" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"externalId" text collate "C",
	"name" text collate "C" NOT NULL,
	"nameSort" text collate "C" NOT NULL,
	"segment" text collate "C",
	"tags" jsonb NOT NULL,
	"timeZone" text collate "C",
	"renewalAt" bigint,
	"properties" jsonb NOT NULL,
	"ownerId" text collate "C",
	"lastLoginAt" bigint,
	"lastInboundAt" bigint,
	"lastOutboundAt" bigint,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "customer_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "customer_metric" (
	"organizationId" text collate "C" NOT NULL,
	"customerId" text collate "C" NOT NULL,
	"metric" text collate "C" NOT NULL,
	"value" double precision NOT NULL,
	"previousValue" double precision,
	"at" bigint NOT NULL,
	"receivedAt" bigint NOT NULL,
	CONSTRAINT "customer_metric_organizationId_customerId_metric_pk" PRIMARY KEY("organizationId","customerId","metric")
);
CREATE TABLE "delivery" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"notificationId" text collate "C",
	"userId" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"attempts" bigint NOT NULL,
	"nextAttemptAt" bigint,
	"fence" bigint NOT NULL,
	"uncertain" boolean DEFAULT false NOT NULL,
	"cancelledAt" bigint,
	"providerRef" jsonb,
	"lastError" text collate "C",
	"createdAt" bigint NOT NULL,
	"sentAt" bigint,
	CONSTRAINT "delivery_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "dirty" (
	"organizationId" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"change" bigint NOT NULL,
	"firstAt" bigint NOT NULL,
	"lastAt" bigint NOT NULL,
	CONSTRAINT "dirty_organizationId_subject_pk" PRIMARY KEY("organizationId","subject")
);
CREATE TABLE "fact_change" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"field" text collate "C" NOT NULL,
	"value" jsonb,
	"at" bigint NOT NULL,
	"receivedAt" bigint NOT NULL,
	CONSTRAINT "fact_change_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "flow_action" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"workflowId" text collate "C" NOT NULL,
	"customerId" text collate "C" NOT NULL,
	"definitionId" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"logic" text collate "C" NOT NULL,
	"chainId" text collate "C" NOT NULL,
	"depth" bigint NOT NULL,
	"recipientId" text collate "C",
	"recipientTeamId" text collate "C",
	"assigneeId" text collate "C",
	"originalAssigneeId" text collate "C",
	"reason" text collate "C",
	"source" text collate "C" NOT NULL,
	"ruleId" text collate "C",
	"createdBy" jsonb NOT NULL,
	"triggerCount" bigint NOT NULL,
	"triggerType" text collate "C" NOT NULL,
	"version" bigint NOT NULL,
	"createdAt" bigint NOT NULL,
	"lastEvaluatedAt" bigint,
	"explanation" jsonb,
	"firedAt" bigint,
	"firedTriggerId" text collate "C",
	"firedLate" boolean DEFAULT false NOT NULL,
	"localDay" text collate "C" NOT NULL,
	"localWeekday" bigint NOT NULL,
	"localHour" bigint NOT NULL,
	"firedLocalDay" text collate "C",
	"firedLocalWeekday" bigint,
	"firedLocalHour" bigint,
	"fallback" text collate "C",
	"acknowledgedAt" bigint,
	"acknowledgedBy" text collate "C",
	"endedAt" bigint,
	"endedBy" text collate "C",
	"outcome" text collate "C",
	CONSTRAINT "flow_action_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "import_issue" (
	"organizationId" text collate "C" NOT NULL,
	"importId" text collate "C" NOT NULL,
	"position" bigint NOT NULL,
	"line" bigint NOT NULL,
	"column" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	CONSTRAINT "import_issue_organizationId_importId_position_pk" PRIMARY KEY("organizationId","importId","position")
);
CREATE TABLE "import_mapping" (
	"organizationId" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"titles" text collate "C" NOT NULL,
	"mapping" jsonb NOT NULL,
	"usedAt" bigint NOT NULL,
	CONSTRAINT "import_mapping_organizationId_kind_titles_pk" PRIMARY KEY("organizationId","kind","titles")
);
CREATE TABLE "import_run" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"fileName" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"mapping" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"createdBy" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	"finishedAt" bigint,
	"lastError" text collate "C",
	CONSTRAINT "import_run_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "job_run" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"job" text collate "C" NOT NULL,
	"slotAt" bigint,
	"startedAt" bigint NOT NULL,
	"finishedAt" bigint,
	"tookMs" bigint,
	"evaluated" bigint NOT NULL,
	"fired" bigint NOT NULL,
	"firedLate" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"errorDetails" jsonb NOT NULL,
	"startedBy" text collate "C" NOT NULL
);
CREATE TABLE "link" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"organizationId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"tokenHash" text collate "C" NOT NULL,
	"createdBy" text collate "C",
	"createdAt" bigint NOT NULL,
	"expiresAt" bigint NOT NULL,
	"usedAt" bigint,
	CONSTRAINT "link_tokenHash_unique" UNIQUE("tokenHash")
);
CREATE TABLE "member" (
	"organizationId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"nameSort" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"slackUserId" text collate "C",
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "member_organizationId_userId_pk" PRIMARY KEY("organizationId","userId")
);
CREATE TABLE "message" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"externalId" text collate "C" NOT NULL,
	"customerId" text collate "C",
	"contactId" text collate "C",
	"senderCustomer" text collate "C",
	"senderContact" text collate "C",
	"channel" text collate "C" NOT NULL,
	"direction" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"receivedAt" bigint NOT NULL,
	"analysedAt" bigint,
	"scannedAt" bigint,
	"riskLevel" text collate "C",
	"alertId" text collate "C",
	CONSTRAINT "message_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "notification" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"dedupKey" text collate "C" NOT NULL,
	"workflowId" text collate "C",
	"alertId" text collate "C",
	"title" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	"readAt" bigint,
	"digest" boolean DEFAULT false NOT NULL,
	CONSTRAINT "notification_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "organization" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"timeZone" text collate "C" NOT NULL,
	"subscription" text collate "C" DEFAULT 'active' NOT NULL,
	"settings" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL
);
CREATE TABLE "preference" (
	"organizationId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"frequency" text collate "C" NOT NULL,
	CONSTRAINT "preference_organizationId_userId_type_pk" PRIMARY KEY("organizationId","userId","type")
);
CREATE TABLE "session" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"userId" text collate "C" NOT NULL,
	"token" text collate "C" NOT NULL,
	"organizationId" text collate "C",
	"expiresAt" bigint NOT NULL,
	"ipAddress" text collate "C",
	"userAgent" text collate "C",
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
CREATE TABLE "signal" (
	"organizationId" text collate "C" NOT NULL,
	"externalId" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"customerId" text collate "C",
	"workflowId" text collate "C",
	"metric" text collate "C",
	"value" double precision,
	"actionId" text collate "C",
	"eventKey" text collate "C",
	"at" bigint NOT NULL,
	"receivedAt" bigint NOT NULL,
	"history" boolean NOT NULL,
	CONSTRAINT "signal_organizationId_externalId_pk" PRIMARY KEY("organizationId","externalId")
);
CREATE TABLE "team" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"nameSort" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	"removedAt" bigint,
	CONSTRAINT "team_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "team_member" (
	"organizationId" text collate "C" NOT NULL,
	"teamId" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	CONSTRAINT "team_member_organizationId_teamId_userId_pk" PRIMARY KEY("organizationId","teamId","userId")
);
CREATE TABLE "timeline" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"actor" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "timeline_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "trigger" (
	"organizationId" text collate "C" NOT NULL,
	"flowActionId" text collate "C" NOT NULL,
	"position" bigint NOT NULL,
	"id" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"mode" text collate "C" NOT NULL,
	"config" jsonb NOT NULL,
	"watch" text collate "C",
	"operator" text collate "C",
	"threshold" double precision,
	"dueAt" bigint,
	"wakeAt" bigint,
	"countsFrom" bigint NOT NULL,
	"satisfiedAt" bigint,
	"evaluatedAt" bigint,
	"evaluationCount" bigint DEFAULT 0 NOT NULL,
	"errorMessage" text collate "C",
	"firedAt" bigint,
	"closedAt" bigint,
	CONSTRAINT "trigger_organizationId_flowActionId_position_pk" PRIMARY KEY("organizationId","flowActionId","position")
);
CREATE TABLE "user" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"emailVerified" boolean DEFAULT false NOT NULL,
	"image" text collate "C",
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
CREATE TABLE "verification" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"identifier" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"expiresAt" bigint NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL
);
CREATE TABLE "workflow" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"externalId" text collate "C",
	"customerId" text collate "C" NOT NULL,
	"definitionId" text collate "C" NOT NULL,
	"assigneeId" text collate "C",
	"originalAssigneeId" text collate "C",
	"status" text collate "C" NOT NULL,
	"statusChangedAt" bigint NOT NULL,
	"priority" text collate "C" NOT NULL,
	"priorityRank" bigint NOT NULL,
	"dueAt" bigint,
	"chainId" text collate "C",
	"flowActionId" text collate "C",
	"searchText" text collate "C" NOT NULL,
	"completedAt" bigint,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "workflow_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "workflow_action" (
	"organizationId" text collate "C" NOT NULL,
	"workflowId" text collate "C" NOT NULL,
	"actionId" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"position" bigint NOT NULL,
	"dueAt" bigint,
	"completedAt" bigint,
	"completedBy" text collate "C",
	CONSTRAINT "workflow_action_organizationId_workflowId_actionId_pk" PRIMARY KEY("organizationId","workflowId","actionId")
);
CREATE TABLE "workflow_definition" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"nameSort" text collate "C" NOT NULL,
	"description" text collate "C",
	"actions" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "workflow_definition_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
ALTER TABLE "account" ADD CONSTRAINT "account_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "channel_setting" ADD CONSTRAINT "channel_setting_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact" ADD CONSTRAINT "contact_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "customer" ADD CONSTRAINT "customer_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer" ADD CONSTRAINT "customer_organizationId_ownerId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","ownerId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_metric" ADD CONSTRAINT "customer_metric_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flow_action" ADD CONSTRAINT "flow_action_organizationId_workflowId_workflow_organizationId_id_fk" FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flow_action" ADD CONSTRAINT "flow_action_organizationId_recipientId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","recipientId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flow_action" ADD CONSTRAINT "flow_action_organizationId_recipientTeamId_team_organizationId_id_fk" FOREIGN KEY ("organizationId","recipientTeamId") REFERENCES "team"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_issue" ADD CONSTRAINT "import_issue_organizationId_importId_import_run_organizationId_id_fk" FOREIGN KEY ("organizationId","importId") REFERENCES "import_run"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "link" ADD CONSTRAINT "link_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "link" ADD CONSTRAINT "link_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "member" ADD CONSTRAINT "member_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "member" ADD CONSTRAINT "member_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "message" ADD CONSTRAINT "message_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "notification" ADD CONSTRAINT "notification_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "preference" ADD CONSTRAINT "preference_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "team" ADD CONSTRAINT "team_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_organizationId_teamId_team_organizationId_id_fk" FOREIGN KEY ("organizationId","teamId") REFERENCES "team"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "trigger" ADD CONSTRAINT "trigger_organizationId_flowActionId_flow_action_organizationId_id_fk" FOREIGN KEY ("organizationId","flowActionId") REFERENCES "flow_action"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_organizationId_definitionId_workflow_definition_organizationId_id_fk" FOREIGN KEY ("organizationId","definitionId") REFERENCES "workflow_definition"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_organizationId_assigneeId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","assigneeId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workflow_action" ADD CONSTRAINT "workflow_action_organizationId_workflowId_workflow_organizationId_id_fk" FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "workflow_definition" ADD CONSTRAINT "workflow_definition_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "account_user" ON "account" USING btree ("userId");
CREATE INDEX "api_key_organization" ON "api_key" USING btree ("organizationId","createdAt");
CREATE UNIQUE INDEX "contact_external" ON "contact" USING btree ("organizationId","externalId");
CREATE INDEX "contact_customer" ON "contact" USING btree ("organizationId","customerId","nameSort");
CREATE INDEX "contact_email" ON "contact" USING btree ("organizationId","email");
CREATE INDEX "contact_slack" ON "contact" USING btree ("organizationId","slackUserId");
CREATE UNIQUE INDEX "customer_external" ON "customer" USING btree ("organizationId","externalId");
CREATE INDEX "customer_name" ON "customer" USING btree ("organizationId","nameSort","id");
CREATE UNIQUE INDEX "delivery_key" ON "delivery" USING btree ("organizationId","key");
CREATE INDEX "delivery_due" ON "delivery" USING btree ("nextAttemptAt") WHERE "delivery"."nextAttemptAt" is not null;
CREATE INDEX "delivery_log" ON "delivery" USING btree ("organizationId","createdAt");
CREATE INDEX "delivery_notification" ON "delivery" USING btree ("organizationId","notificationId");
CREATE INDEX "dirty_first" ON "dirty" USING btree ("firstAt");
CREATE INDEX "fact_change_subject" ON "fact_change" USING btree ("organizationId","subject","field","at");
CREATE INDEX "fact_change_received" ON "fact_change" USING btree ("organizationId","receivedAt");
CREATE UNIQUE INDEX "flow_action_open" ON "flow_action" USING btree ("organizationId","workflowId") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_open_recipient" ON "flow_action" USING btree ("organizationId","recipientId","state") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_open_kind" ON "flow_action" USING btree ("organizationId","kind","createdAt") WHERE "flow_action"."endedAt" is null;
CREATE INDEX "flow_action_armed" ON "flow_action" USING btree ("kind","id") WHERE "flow_action"."state" = 'armed';
CREATE INDEX "flow_action_workflow" ON "flow_action" USING btree ("organizationId","workflowId","createdAt");
CREATE INDEX "flow_action_chain" ON "flow_action" USING btree ("organizationId","chainId");
CREATE INDEX "flow_action_created" ON "flow_action" USING btree ("organizationId","kind","createdAt");
CREATE INDEX "import_run_created" ON "import_run" USING btree ("organizationId","createdAt");
CREATE UNIQUE INDEX "job_run_slot" ON "job_run" USING btree ("job","slotAt");
CREATE INDEX "job_run_started" ON "job_run" USING btree ("job","startedAt");
CREATE INDEX "link_user" ON "link" USING btree ("organizationId","userId");
CREATE UNIQUE INDEX "member_email" ON "member" USING btree ("organizationId","email");
CREATE INDEX "member_user" ON "member" USING btree ("userId");
CREATE UNIQUE INDEX "message_external" ON "message" USING btree ("organizationId","externalId");
CREATE INDEX "message_customer" ON "message" USING btree ("organizationId","customerId","at");
CREATE INDEX "message_unmapped" ON "message" USING btree ("organizationId","at") WHERE "message"."customerId" is null;
CREATE UNIQUE INDEX "notification_dedup" ON "notification" USING btree ("organizationId","dedupKey","userId");
CREATE INDEX "notification_user" ON "notification" USING btree ("organizationId","userId","createdAt");
CREATE INDEX "notification_unread" ON "notification" USING btree ("organizationId","userId") WHERE "notification"."readAt" is null;
CREATE INDEX "notification_digest" ON "notification" USING btree ("organizationId","userId") WHERE "notification"."digest" = true;
CREATE INDEX "session_user" ON "session" USING btree ("userId");
CREATE INDEX "signal_customer" ON "signal" USING btree ("organizationId","customerId","at");
CREATE UNIQUE INDEX "team_name" ON "team" USING btree ("organizationId","nameSort");
CREATE INDEX "team_member_user" ON "team_member" USING btree ("organizationId","userId");
CREATE INDEX "timeline_subject" ON "timeline" USING btree ("organizationId","subject","at");
CREATE INDEX "timeline_at" ON "timeline" USING btree ("organizationId","at");
CREATE INDEX "trigger_wake" ON "trigger" USING btree ("wakeAt") WHERE "trigger"."closedAt" is null and "trigger"."wakeAt" is not null;
CREATE INDEX "trigger_watch" ON "trigger" USING btree ("organizationId","watch","operator","threshold") WHERE "trigger"."closedAt" is null and "trigger"."satisfiedAt" is null;
CREATE INDEX "trigger_watch_true" ON "trigger" USING btree ("organizationId","watch","operator","threshold") WHERE "trigger"."closedAt" is null and "trigger"."satisfiedAt" is not null and "trigger"."mode" = 'live';
CREATE INDEX "trigger_unknown" ON "trigger" USING btree ("organizationId","watch") WHERE "trigger"."closedAt" is null and "trigger"."errorMessage" is not null;
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");
CREATE UNIQUE INDEX "workflow_external" ON "workflow" USING btree ("organizationId","externalId");
CREATE INDEX "workflow_customer" ON "workflow" USING btree ("organizationId","customerId","status");
CREATE INDEX "workflow_assignee" ON "workflow" USING btree ("organizationId","assigneeId","status","dueAt","id");
CREATE INDEX "workflow_status" ON "workflow" USING btree ("organizationId","status","dueAt","id");
CREATE INDEX "workflow_due" ON "workflow" USING btree ("organizationId","dueAt","id");
CREATE INDEX "workflow_updated" ON "workflow" USING btree ("organizationId","updatedAt","id");
CREATE INDEX "workflow_priority" ON "workflow" USING btree ("organizationId","priorityRank","id");
CREATE INDEX "workflow_definition_of" ON "workflow" USING btree ("organizationId","definitionId","status");
CREATE UNIQUE INDEX "workflow_definition_name" ON "workflow_definition" USING btree ("organizationId","nameSort");
`,
  },
  {
    number: 2,
    name: 'analytics',
    sql: `CREATE TABLE "analytics_calendar" (
	"organizationId" text collate "C" PRIMARY KEY NOT NULL,
	"timeZone" text collate "C" NOT NULL,
	"cursor" text collate "C",
	"tail" text collate "C",
	"updatedAt" bigint NOT NULL
);
CREATE TABLE "analytics_view" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"shared" boolean NOT NULL,
	"search" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "analytics_view_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
ALTER TABLE "analytics_calendar" ADD CONSTRAINT "analytics_calendar_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "analytics_view" ADD CONSTRAINT "analytics_view_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "analytics_view" ADD CONSTRAINT "analytics_view_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
CREATE INDEX "analytics_view_user" ON "analytics_view" USING btree ("organizationId","userId");
`,
  },
  {
    number: 3,
    name: 'intake',
    sql: `CREATE TABLE "inbound_email" (
	"organizationId" text collate "C" PRIMARY KEY NOT NULL,
	"hash" text collate "C" NOT NULL,
	"sealed" text collate "C" NOT NULL,
	"createdAt" bigint NOT NULL,
	"lastReceivedAt" bigint
);
CREATE TABLE "message_sender" (
	"organizationId" text collate "C" NOT NULL,
	"sender" text collate "C" NOT NULL,
	"name" text collate "C",
	"email" text collate "C",
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "message_sender_organizationId_sender_pk" PRIMARY KEY("organizationId","sender")
);
CREATE TABLE "slack_channel" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"teamId" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text collate "C",
	"shared" boolean NOT NULL,
	"customerId" text collate "C",
	"readTs" text collate "C",
	"readAt" bigint,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "slack_channel_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "slack_receipt" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"receivedAt" bigint NOT NULL,
	CONSTRAINT "slack_receipt_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
ALTER TABLE "inbound_email" ADD CONSTRAINT "inbound_email_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "message_sender" ADD CONSTRAINT "message_sender_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "slack_channel" ADD CONSTRAINT "slack_channel_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "slack_channel" ADD CONSTRAINT "slack_channel_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "slack_receipt" ADD CONSTRAINT "slack_receipt_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "inbound_email_hash" ON "inbound_email" USING btree ("hash");
CREATE INDEX "slack_receipt_received" ON "slack_receipt" USING btree ("receivedAt");
`,
  },
  {
    number: 4,
    name: 'audit_event',
    sql: `CREATE TABLE "audit_event" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"actor" jsonb NOT NULL,
	"action" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"subjectName" text collate "C" NOT NULL,
	"diff" jsonb NOT NULL,
	"requestId" text collate "C",
	CONSTRAINT "audit_event_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("organizationId","subject","id");
`,
  },
  {
    number: 5,
    name: 'alerts',
    sql: `CREATE TABLE "alert" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"severity" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"customerId" text collate "C",
	"contactId" text collate "C",
	"messageId" text collate "C" NOT NULL,
	"summary" text collate "C" NOT NULL,
	"indicators" jsonb NOT NULL,
	"leadingTag" text collate "C",
	"score" double precision NOT NULL,
	"suggestedAction" text collate "C" NOT NULL,
	"count" bigint NOT NULL,
	"createdAt" bigint NOT NULL,
	"lastMessageAt" bigint NOT NULL,
	"respondBy" bigint,
	"notifiedAt" bigint NOT NULL,
	"notifiedCount" bigint NOT NULL,
	"acknowledgedAt" bigint,
	"acknowledgedBy" jsonb,
	"resolvedAt" bigint,
	"closedAt" bigint,
	"changedBy" jsonb NOT NULL,
	"changedAt" bigint NOT NULL,
	"resolutionNotes" text collate "C",
	"version" bigint NOT NULL,
	CONSTRAINT "alert_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "alert_label" (
	"organizationId" text collate "C" NOT NULL,
	"messageId" text collate "C" NOT NULL,
	"alertId" text collate "C",
	"verdict" text collate "C" NOT NULL,
	"reason" text collate "C",
	"missedRisk" text collate "C",
	"riskLevel" text collate "C" NOT NULL,
	"score" double precision NOT NULL,
	"indicators" jsonb NOT NULL,
	"createdBy" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	CONSTRAINT "alert_label_organizationId_messageId_pk" PRIMARY KEY("organizationId","messageId")
);
CREATE TABLE "alert_message" (
	"organizationId" text collate "C" NOT NULL,
	"alertId" text collate "C" NOT NULL,
	"messageId" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"riskLevel" text collate "C" NOT NULL,
	"score" double precision NOT NULL,
	"indicators" jsonb NOT NULL,
	CONSTRAINT "alert_message_organizationId_alertId_messageId_pk" PRIMARY KEY("organizationId","alertId","messageId")
);
CREATE TABLE "alert_proposal" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"change" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"decidedAt" bigint,
	"decidedBy" jsonb,
	CONSTRAINT "alert_proposal_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "alert_setting" (
	"organizationId" text collate "C" PRIMARY KEY NOT NULL,
	"cooldownHours" double precision NOT NULL,
	"modelUrl" text collate "C",
	"modelName" text collate "C",
	"modelKeySealed" text collate "C",
	"scannedAt" bigint,
	"updatedAt" bigint NOT NULL
);
ALTER TABLE "customer" ADD COLUMN "riskLevel" text collate "C";
ALTER TABLE "customer" ADD COLUMN "openAlerts" bigint DEFAULT 0 NOT NULL;
ALTER TABLE "delivery" ADD COLUMN "editOf" text collate "C";
ALTER TABLE "message" ADD COLUMN "score" double precision;
ALTER TABLE "message" ADD COLUMN "confidence" double precision;
ALTER TABLE "message" ADD COLUMN "tone" text collate "C";
ALTER TABLE "message" ADD COLUMN "indicators" jsonb;
ALTER TABLE "message" ADD COLUMN "suggestedAction" text collate "C";
ALTER TABLE "message" ADD COLUMN "engine" text collate "C";
ALTER TABLE "message" ADD COLUMN "opinion" jsonb;
ALTER TABLE "message" ADD COLUMN "opinionDueAt" bigint;
ALTER TABLE "alert" ADD CONSTRAINT "alert_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert" ADD CONSTRAINT "alert_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert_label" ADD CONSTRAINT "alert_label_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert_message" ADD CONSTRAINT "alert_message_organizationId_alertId_alert_organizationId_id_fk" FOREIGN KEY ("organizationId","alertId") REFERENCES "alert"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_proposal" ADD CONSTRAINT "alert_proposal_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert_setting" ADD CONSTRAINT "alert_setting_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "alert_active" ON "alert" USING btree ("organizationId","channel") WHERE "alert"."closedAt" is null;
CREATE INDEX "alert_created" ON "alert" USING btree ("organizationId","createdAt","id");
CREATE INDEX "alert_status" ON "alert" USING btree ("organizationId","status","severity");
CREATE INDEX "alert_customer" ON "alert" USING btree ("organizationId","customerId","createdAt");
CREATE INDEX "alert_label_created" ON "alert_label" USING btree ("organizationId","createdAt");
CREATE INDEX "alert_proposal_state" ON "alert_proposal" USING btree ("organizationId","state");
CREATE INDEX "message_unscanned" ON "message" USING btree ("organizationId","at","id") WHERE "message"."scannedAt" is null and "message"."direction" = 'inbound' and "message"."customerId" is not null;
CREATE INDEX "message_medium" ON "message" USING btree ("organizationId","channel","at") WHERE "message"."riskLevel" = 'medium' and "message"."alertId" is null;
CREATE INDEX "message_opinion_due" ON "message" USING btree ("opinionDueAt") WHERE "message"."opinionDueAt" is not null;
`,
  },
  {
    number: 6,
    name: 'arms_touch_less',
    sql: `DROP INDEX "flow_action_chain";
DROP INDEX "workflow_customer";
DROP INDEX "workflow_assignee";
DROP INDEX "workflow_definition_of";
CREATE INDEX "flow_action_chain" ON "flow_action" USING btree ("organizationId","chainId") WHERE "flow_action"."depth" > 1;
CREATE INDEX "workflow_customer" ON "workflow" USING btree ("organizationId","customerId");
CREATE INDEX "workflow_assignee" ON "workflow" USING btree ("organizationId","assigneeId","completedAt","dueAt","id");
CREATE INDEX "workflow_definition_of" ON "workflow" USING btree ("organizationId","definitionId");
`,
  },
  {
    number: 7,
    name: 'signal_received',
    sql: `CREATE INDEX "signal_received" ON "signal" USING btree ("organizationId","receivedAt");
`,
  },
  {
    number: 8,
    name: 'rules',
    sql: `CREATE TABLE "due_check" (
	"organizationId" text collate "C" NOT NULL,
	"workflowId" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "due_check_organizationId_workflowId_pk" PRIMARY KEY("organizationId","workflowId")
);
CREATE TABLE "metric_freshness" (
	"organizationId" text collate "C" NOT NULL,
	"metric" text collate "C" NOT NULL,
	"hours" double precision NOT NULL,
	CONSTRAINT "metric_freshness_organizationId_metric_pk" PRIMARY KEY("organizationId","metric")
);
CREATE TABLE "routing_rule" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"description" text collate "C",
	"priority" bigint NOT NULL,
	"conditions" jsonb NOT NULL,
	"mode" text collate "C" NOT NULL,
	"escalateToUserId" text collate "C",
	"escalateToTeamId" text collate "C",
	"teamPick" text collate "C" NOT NULL,
	"lastPickedId" text collate "C",
	"cooldownHours" double precision NOT NULL,
	"capPerHour" bigint NOT NULL,
	"pausedAt" bigint,
	"arriving" text collate "C",
	"arrivingAfter" text collate "C",
	"lastFiredAt" bigint,
	"createdBy" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	"version" bigint NOT NULL,
	"removedAt" bigint,
	CONSTRAINT "routing_rule_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "rule_event" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"ruleId" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"workflowId" text collate "C",
	"customerId" text collate "C",
	"flowActionId" text collate "C",
	"reason" text collate "C",
	"diff" jsonb,
	"snapshot" jsonb,
	"actor" jsonb NOT NULL,
	CONSTRAINT "rule_event_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
CREATE TABLE "rule_mark" (
	"organizationId" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"change" bigint NOT NULL,
	"firstAt" bigint NOT NULL,
	CONSTRAINT "rule_mark_organizationId_subject_pk" PRIMARY KEY("organizationId","subject")
);
CREATE TABLE "rule_override" (
	"organizationId" text collate "C" NOT NULL,
	"workflowId" text collate "C" NOT NULL,
	"ruleId" text collate "C" NOT NULL,
	"reason" text collate "C",
	"actor" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "rule_override_organizationId_workflowId_ruleId_pk" PRIMARY KEY("organizationId","workflowId","ruleId")
);
CREATE TABLE "rule_reading" (
	"organizationId" text collate "C" NOT NULL,
	"fact" text collate "C" NOT NULL,
	CONSTRAINT "rule_reading_organizationId_fact_pk" PRIMARY KEY("organizationId","fact")
);
CREATE TABLE "rule_state" (
	"organizationId" text collate "C" NOT NULL,
	"workflowId" text collate "C" NOT NULL,
	"ruleId" text collate "C" NOT NULL,
	"mode" text collate "C" NOT NULL,
	"matchedSince" bigint,
	"outcome" text collate "C",
	"reason" text collate "C",
	"actedAt" bigint,
	"cleared" boolean NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "rule_state_organizationId_workflowId_ruleId_mode_pk" PRIMARY KEY("organizationId","workflowId","ruleId","mode")
);
CREATE TABLE "stale_reading" (
	"organizationId" text collate "C" NOT NULL,
	"metric" text collate "C" NOT NULL,
	"customerId" text collate "C" NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "stale_reading_organizationId_metric_customerId_pk" PRIMARY KEY("organizationId","metric","customerId")
);
ALTER TABLE "due_check" ADD CONSTRAINT "due_check_organizationId_workflowId_workflow_organizationId_id_fk" FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "metric_freshness" ADD CONSTRAINT "metric_freshness_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organizationId_escalateToUserId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","escalateToUserId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organizationId_escalateToTeamId_team_organizationId_id_fk" FOREIGN KEY ("organizationId","escalateToTeamId") REFERENCES "team"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "rule_event" ADD CONSTRAINT "rule_event_organizationId_ruleId_routing_rule_organizationId_id_fk" FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "rule_override" ADD CONSTRAINT "rule_override_organizationId_workflowId_workflow_organizationId_id_fk" FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "rule_override" ADD CONSTRAINT "rule_override_organizationId_ruleId_routing_rule_organizationId_id_fk" FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "rule_reading" ADD CONSTRAINT "rule_reading_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "rule_state" ADD CONSTRAINT "rule_state_organizationId_workflowId_workflow_organizationId_id_fk" FOREIGN KEY ("organizationId","workflowId") REFERENCES "workflow"("organizationId","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "rule_state" ADD CONSTRAINT "rule_state_organizationId_ruleId_routing_rule_organizationId_id_fk" FOREIGN KEY ("organizationId","ruleId") REFERENCES "routing_rule"("organizationId","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "stale_reading" ADD CONSTRAINT "stale_reading_organizationId_customerId_customer_organizationId_id_fk" FOREIGN KEY ("organizationId","customerId") REFERENCES "customer"("organizationId","id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "due_check_at" ON "due_check" USING btree ("at");
CREATE INDEX "routing_rule_order" ON "routing_rule" USING btree ("organizationId","priority","id") WHERE "routing_rule"."removedAt" is null;
CREATE INDEX "routing_rule_arriving" ON "routing_rule" USING btree ("organizationId","id") WHERE "routing_rule"."arriving" is not null;
CREATE INDEX "rule_event_rule" ON "rule_event" USING btree ("organizationId","ruleId","id");
CREATE INDEX "rule_event_applied" ON "rule_event" USING btree ("organizationId","ruleId","at") WHERE "rule_event"."type" = 'applied';
CREATE INDEX "rule_event_workflow" ON "rule_event" USING btree ("organizationId","workflowId","id") WHERE "rule_event"."workflowId" is not null;
CREATE INDEX "rule_mark_first" ON "rule_mark" USING btree ("firstAt");
CREATE INDEX "rule_state_rule" ON "rule_state" USING btree ("organizationId","ruleId","workflowId") WHERE "rule_state"."matchedSince" is not null;
CREATE INDEX "rule_state_quarantined" ON "rule_state" USING btree ("organizationId","ruleId","workflowId") WHERE "rule_state"."outcome" = 'quarantined';
-- Only a rule that is on may escalate: a shadow rule has no way to the outbox, whatever the program does.
CREATE FUNCTION "flow_action_of_live_rule"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM "routing_rule" WHERE "organizationId" = NEW."organizationId" AND "id" = NEW."ruleId" AND "mode" = 'on' AND "removedAt" IS NULL) THEN
		RAISE EXCEPTION 'only a rule that is on may escalate' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER "flow_action_of_live_rule" BEFORE INSERT ON "flow_action" FOR EACH ROW WHEN (NEW."ruleId" IS NOT NULL) EXECUTE FUNCTION "flow_action_of_live_rule"();
`,
  },
  {
    number: 9,
    name: 'own_words',
    sql: `ALTER TABLE "alert_setting" ADD COLUMN "phrases" jsonb;
ALTER TABLE "alert_setting" ADD COLUMN "exceptions" jsonb;
`,
  },
]
