CREATE TABLE "due_check" (
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
