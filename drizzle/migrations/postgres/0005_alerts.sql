CREATE TABLE "alert" (
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
