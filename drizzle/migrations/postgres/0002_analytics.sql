CREATE TABLE "analytics_calendar" (
	"organizationId" text collate "C" PRIMARY KEY NOT NULL,
	"timeZone" text collate "C" NOT NULL,
	"cursor" text collate "C",
	"tail" text collate "C",
	"updatedAt" bigint NOT NULL
);
CREATE TABLE "analytics_view" (
	"organizationId" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"userId" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"shared" boolean NOT NULL,
	"search" jsonb NOT NULL,
	"createdAt" bigint NOT NULL,
	"updatedAt" bigint NOT NULL,
	CONSTRAINT "analytics_view_organizationId_id_pk" PRIMARY KEY("organizationId","id")
);
ALTER TABLE "analytics_calendar" ADD CONSTRAINT "analytics_calendar_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "analytics_view" ADD CONSTRAINT "analytics_view_organizationId_organization_id_fk" FOREIGN KEY ("organizationId") REFERENCES "organization"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "analytics_view" ADD CONSTRAINT "analytics_view_organizationId_userId_member_organizationId_userId_fk" FOREIGN KEY ("organizationId","userId") REFERENCES "member"("organizationId","userId") ON DELETE no action ON UPDATE no action;
CREATE INDEX "analytics_view_user" ON "analytics_view" USING btree ("organizationId","userId");
