CREATE TABLE "account" (
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
