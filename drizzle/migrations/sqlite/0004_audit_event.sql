CREATE TABLE "audit_event" (
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
