CREATE TABLE "audit_event" (
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
