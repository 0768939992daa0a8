CREATE TABLE "alert" (
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
