/** What a model is told about a purpose; one immutable version. */
export interface PromptTemplate {
  /** `history`, `project`, `documents`, `roadmap_requirements`, or a name that the tenant gave. */
  readonly id: string;
  /** 1, 2, 3 … */
  readonly version: number;
  /** With its variables as `{{name}}`. */
  readonly body: string;
}

/** Which template a turn asks for; `version` null: the newest. */
export interface TemplateChoice {
  readonly id: string;
  readonly version: number | null;
}
