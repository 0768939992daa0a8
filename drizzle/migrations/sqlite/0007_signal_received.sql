CREATE INDEX "signal_received" ON "signal" ("organizationId","receivedAt");
