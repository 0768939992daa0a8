CREATE TABLE "inbound_email" (
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
