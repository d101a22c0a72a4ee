/** One choice of a select, a row of checkboxes, or a tree. */
export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** One node of a tree of checkboxes. */
export interface FieldTree extends FieldOption {
  readonly isOpen: boolean;
  readonly children: readonly FieldTree[];
}

/** What the field partial prints. */
export interface FormField {
  readonly kind: 'text' | 'textarea' | 'select' | 'checks' | 'tree';
  readonly inputType: string;
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly FieldOption[];
  readonly tree: readonly FieldTree[];
  readonly picked: string;
  readonly error: string | null;
  readonly hint: string | null;
  readonly isRequired: boolean;
  readonly maxLength: number;
  readonly rows: number;
  readonly column: string;
  readonly autocomplete: string;
}

/** What is particular about one field. */
export interface FieldOptions {
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  readonly rows?: number;
  readonly column?: string;
  readonly inputType?: string;
  readonly autocomplete?: string;
}

/** Texts of a form by field name: one text or several. */
export type FormTexts = Readonly<Record<string, string | readonly string[]>>;

/** Builds the fields of a form from what it holds and what is wrong with it. */
export class FormFields {
  constructor(
    private readonly texts: FormTexts,
    private readonly errors: Readonly<Record<string, string>>,
  ) {}

  text(name: string, label: string, options: FieldOptions = {}): FormField {
    return this.field('text', name, label, options);
  }

  textarea(name: string, label: string, options: FieldOptions = {}): FormField {
    return this.field('textarea', name, label, { column: 'col-12', ...options });
  }

  select(
    name: string,
    label: string,
    choices: readonly (readonly [string, string])[],
    options: FieldOptions = {},
  ): FormField {
    return { ...this.field('select', name, label, options), options: this.choices(name, choices) };
  }

  checks(
    name: string,
    label: string,
    choices: readonly (readonly [string, string])[],
    options: FieldOptions = {},
  ): FormField {
    return { ...this.field('checks', name, label, options), options: this.choices(name, choices) };
  }

  /** A tree whose branches with a choice in them are open. */
  tree(name: string, label: string, roots: readonly TreeNode[], options: FieldOptions = {}): FormField {
    const chosen = new Set(this.all(name));
    const tree = roots.map((root) => branch(root, chosen));
    return { ...this.field('tree', name, label, options), tree, picked: pickedOf(tree).join('、') };
  }

  private choices(name: string, choices: readonly (readonly [string, string])[]): FieldOption[] {
    const chosen = this.all(name);
    return choices.map(([value, label]) => ({ value, label, isChosen: chosen.includes(value) }));
  }

  private field(kind: FormField['kind'], name: string, label: string, options: FieldOptions): FormField {
    return {
      kind,
      name,
      label,
      id: `field-${name}`,
      value: this.all(name)[0] ?? '',
      options: [],
      tree: [],
      picked: '',
      error: this.errors[name] ?? null,
      hint: options.hint ?? null,
      isRequired: options.isRequired ?? false,
      maxLength: options.maxLength ?? 500,
      rows: options.rows ?? 3,
      column: options.column ?? 'col-md-6',
      inputType: options.inputType ?? 'text',
      autocomplete: options.autocomplete ?? 'off',
    };
  }

  private all(name: string): readonly string[] {
    return [this.texts[name] ?? []].flat();
  }
}

/** A node of a taxonomy as a form shows it. */
export interface TreeNode {
  readonly code: string;
  readonly name: string;
  readonly children: readonly TreeNode[];
}

function branch(node: TreeNode, chosen: ReadonlySet<string>): FieldTree {
  const children = node.children.map((child) => branch(child, chosen));
  return {
    value: node.code,
    label: node.name,
    isChosen: chosen.has(node.code),
    isOpen: children.some((child) => child.isChosen || child.isOpen),
    children,
  };
}

function pickedOf(nodes: readonly FieldTree[]): string[] {
  return nodes.flatMap((node) => [...(node.isChosen ? [node.label] : []), ...pickedOf(node.children)]);
}
