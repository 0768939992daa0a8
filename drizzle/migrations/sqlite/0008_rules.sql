CREATE TABLE "due_check" (
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
