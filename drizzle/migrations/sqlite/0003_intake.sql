CREATE TABLE "inbound_email" (
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
