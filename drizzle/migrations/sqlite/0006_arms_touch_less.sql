DROP INDEX "flow_action_chain";
CREATE INDEX "flow_action_chain" ON "flow_action" ("organizationId","chainId") WHERE "flow_action"."depth" > 1;
DROP INDEX "workflow_customer";
DROP INDEX "workflow_assignee";
DROP INDEX "workflow_definition_of";
CREATE INDEX "workflow_customer" ON "workflow" ("organizationId","customerId");
CREATE INDEX "workflow_assignee" ON "workflow" ("organizationId","assigneeId","completedAt","dueAt","id");
CREATE INDEX "workflow_definition_of" ON "workflow" ("organizationId","definitionId");
