/** The text of sql/sqlite/0001_baseline.sql; a test holds them equal. */
export const sql = `-- migration: 0001_baseline after nothing
-- The plan store as it was before Planwright (revision m4_003_plan_env_columns). On a database that already holds it,
-- this migration is recorded and not run. alembic_version belongs to the other program and is never created here.

-- step: create the tables of actions
CREATE TABLE actions (
  namespaced_name VARCHAR(255) NOT NULL PRIMARY KEY,
  namespace VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  description TEXT NOT NULL,
  long_description TEXT,
  definition_of_done TEXT,
  strategy_actor VARCHAR(255) NOT NULL,
  execution_actor VARCHAR(255) NOT NULL,
  review_actor VARCHAR(255),
  apply_actor VARCHAR(255),
  estimation_actor VARCHAR(255),
  invariant_actor VARCHAR(255),
  automation_profile VARCHAR(255),
  reusable BOOLEAN NOT NULL DEFAULT 1,
  read_only BOOLEAN NOT NULL DEFAULT 0,
  state VARCHAR(20) NOT NULL DEFAULT 'available',
  inputs_schema_json TEXT,
  tags_json TEXT,
  created_by VARCHAR(255),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT ck_actions_state CHECK (state IN ('available', 'archived'))
);
CREATE INDEX ix_actions_namespace ON actions (namespace);
CREATE INDEX ix_actions_state ON actions (state);

CREATE TABLE action_arguments (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  action_name VARCHAR(255) NOT NULL REFERENCES actions (namespaced_name) ON DELETE CASCADE,
  name VARCHAR(255) NOT NULL,
  arg_type VARCHAR(20) NOT NULL,
  requirement VARCHAR(20) NOT NULL DEFAULT 'required',
  description TEXT,
  default_value_json TEXT,
  min_value FLOAT,
  max_value FLOAT,
  validation_pattern TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT uq_action_arguments_name UNIQUE (action_name, name)
);

CREATE TABLE action_invariants (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  action_name VARCHAR(255) NOT NULL REFERENCES actions (namespaced_name) ON DELETE CASCADE,
  invariant_text TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  created_at TEXT
);

-- step: create the tables of plans
CREATE TABLE v3_plans (
  plan_id VARCHAR(26) NOT NULL PRIMARY KEY,
  parent_plan_id VARCHAR(26) REFERENCES v3_plans (plan_id) ON DELETE SET NULL,
  root_plan_id VARCHAR(26) REFERENCES v3_plans (plan_id) ON DELETE SET NULL,
  attempt INTEGER NOT NULL DEFAULT 1,
  namespaced_name VARCHAR(255) NOT NULL,
  namespace VARCHAR(255) NOT NULL,
  action_name VARCHAR(255) NOT NULL REFERENCES actions (namespaced_name) ON DELETE RESTRICT,
  description TEXT NOT NULL,
  definition_of_done TEXT,
  phase VARCHAR(20) NOT NULL DEFAULT 'action',
  processing_state VARCHAR(20) NOT NULL DEFAULT 'queued',
  automation_profile TEXT,
  strategy_actor VARCHAR(255),
  execution_actor VARCHAR(255),
  review_actor VARCHAR(255),
  apply_actor VARCHAR(255),
  estimation_actor VARCHAR(255),
  invariant_actor VARCHAR(255),
  error_message TEXT,
  error_details_json TEXT,
  changeset_id VARCHAR(26),
  sandbox_refs_json TEXT,
  validation_summary_json TEXT,
  decision_root_id VARCHAR(26),
  execution_environment VARCHAR(255),
  execution_env_priority VARCHAR(20),
  reusable BOOLEAN NOT NULL DEFAULT 1,
  read_only BOOLEAN NOT NULL DEFAULT 0,
  tags_json TEXT,
  created_by VARCHAR(255),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  strategize_started_at TEXT,
  strategize_completed_at TEXT,
  execute_started_at TEXT,
  execute_completed_at TEXT,
  apply_started_at TEXT,
  applied_at TEXT,
  completed_at TEXT,
  CONSTRAINT ck_v3_plans_phase CHECK (phase IN ('action', 'strategize', 'execute', 'apply')),
  CONSTRAINT ck_v3_plans_state CHECK (processing_state IN ('queued', 'processing', 'errored', 'complete', 'cancelled', 'applied', 'constrained'))
);
CREATE INDEX ix_v3_plans_parent ON v3_plans (parent_plan_id);
CREATE INDEX ix_v3_plans_phase_state ON v3_plans (phase, processing_state);
CREATE INDEX ix_v3_plans_action ON v3_plans (action_name);

-- step: create the tables of a plan's projects, arguments and invariants
CREATE TABLE plan_projects (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  plan_id VARCHAR(26) NOT NULL REFERENCES v3_plans (plan_id) ON DELETE CASCADE,
  project_name VARCHAR(255) NOT NULL,
  alias VARCHAR(255),
  read_only BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX ix_plan_projects_plan ON plan_projects (plan_id);

CREATE TABLE plan_arguments (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  plan_id VARCHAR(26) NOT NULL REFERENCES v3_plans (plan_id) ON DELETE CASCADE,
  name VARCHAR(255) NOT NULL,
  value_json TEXT,
  position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX ix_plan_arguments_plan ON plan_arguments (plan_id);

CREATE TABLE plan_invariants (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  plan_id VARCHAR(26) NOT NULL REFERENCES v3_plans (plan_id) ON DELETE CASCADE,
  invariant_text TEXT NOT NULL,
  source VARCHAR(20) NOT NULL DEFAULT 'plan',
  position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX ix_plan_invariants_plan ON plan_invariants (plan_id);
`;
