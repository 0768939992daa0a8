CREATE TABLE "analytics_calendar" (
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
