import { BadTemplate, templateTokens, TemplateToken } from './template-lexer';

/** Functions of Go templates and of Prometheus, with the first version if not every supported one has it. */
const FUNCTIONS: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ...('and call eq ge gt html index js le len lt ne not or print printf println slice urlquery '
    + 'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match '
    + 'parseDuration pathPrefix query reReplaceAll safeHtml '
    + 'sortByLabel stripDomain stripPort strvalue tableLink title toLower toTime toUpper value')
    .split(' ').map((name): [string, undefined] => [name, undefined]),
  ['now', '3.6'], ['toDuration', '3.6'], ['urlQueryEscape', '3.8'],
]);

/** Variables that Prometheus defines at the start of each template. */
const VARIABLES = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];

const DEFINITIONS = ['define', 'block'];
const CONTROLS = ['if', 'range', 'with', ...DEFINITIONS];

const CONSTANTS = ['true', 'false', 'nil'];

function isConstant({ type, text }: TemplateToken): boolean {
  return type === 'literal' || type === 'dot' || (type === 'word' && CONSTANTS.includes(text));
}

/** What a template uses: functions that require newer versions. */
export interface ReadTemplate {
  readonly since: ReadonlyMap<string, string>;
}

/** A template that Prometheus parses, or the reason why it does not. Never throws. */
export function readTemplate(text: string): ReadTemplate | { readonly why: string } {
  if (!text.includes('{{')) { return { since: new Map() }; }
  try {
    const parser = new TemplateParser(templateTokens(text));
    parser.parse();
    return { since: parser.since };
  } catch (error) {
    if (error instanceof BadTemplate) { return { why: error.message }; }
    if (error instanceof RangeError) { return { since: new Map() }; } // too deeply nested to decide
    throw error;
  }
}

interface Control {
  readonly word: string;
  readonly variables: readonly string[];
  hasElse: boolean;
}

/** Parses a template. Accepts everything that Go's text/template/parse accepts. */
class TemplateParser {
  public readonly since = new Map<string, string>();
  private at = 0;
  private variables: string[] = [...VARIABLES];
  private readonly open: Control[] = [];

  public constructor(private readonly tokens: readonly TemplateToken[]) {}

  public parse(): void {
    while (this.at < this.tokens.length) { this.action(); }
    const control = this.open.pop();
    if (control) { throw new BadTemplate(`"{{ ${control.word} }}" has no "{{ end }}"`); }
  }

  private action(): void {
    this.spaces();
    const { type, text } = this.peek;
    if (type !== 'word') { this.pipeline(); return; }
    if (CONTROLS.includes(text)) { this.control(text); return; }
    switch (text) {
      case 'else': this.otherwise(); return;
      case 'end': this.end(); return;
      case 'break': case 'continue': this.jump(text); return;
      case 'template': this.template(); return;
      default: this.pipeline();
    }
  }

  private control(word: string): void {
    this.take();
    this.open.push({ word, variables: [...this.variables], hasElse: false });
    if (DEFINITIONS.includes(word)) { this.name(word); }
    if (word === 'define') { this.close(); } else { this.pipeline(word === 'range'); }
    if (DEFINITIONS.includes(word)) { this.variables = ['$']; }
  }

  private otherwise(): void {
    this.take();
    const control = this.open[this.open.length - 1];
    if (control === undefined || control.hasElse || DEFINITIONS.includes(control.word)) {
      throw new BadTemplate('"{{ else }}" is not inside "{{ if }}"');
    }
    this.spaces();
    // "else if" is a nested if that shares the end
    const isAgain = (this.is('word') && ['if', 'with'].includes(this.peek.text)) && this.peek.text === control.word;
    if (isAgain) {
      this.take();
      this.pipeline();
    } else {
      control.hasElse = true;
      this.close();
    }
  }

  private end(): void {
    this.take();
    const control = this.open.pop();
    if (!control) { throw new BadTemplate('"{{ end }}" has no "{{ if }}", "{{ range }}" or "{{ with }}"'); }
    this.variables = [...control.variables];
    this.close();
  }

  private jump(word: string): void {
    this.take();
    this.close();
    if (!this.open.some(control => control.word === 'range')) { throw new BadTemplate(`"{{ ${word} }}" is not inside "{{ range }}"`); }
  }

  private template(): void {
    this.take();
    this.name('template');
    this.spaces();
    if (this.is('end')) { this.take(); } else { this.pipeline(); }
  }

  private name(word: string): void {
    this.spaces();
    if (!this.is('literal') || !/^["`]/.test(this.peek.text)) { throw new BadTemplate(`"{{ ${word} }}" has no name in quotes`); }
    this.take();
  }

  /** To the end of the action. */
  private pipeline(isRange = false): void {
    this.declarations(isRange);
    this.commands('end');
  }

  private declarations(isRange: boolean): void {
    this.spaces();
    const start = this.at;
    if (!this.is('variable')) { return; }
    const names = [this.take().text];
    this.spaces();
    if (isRange && this.is(',')) {
      this.take();
      this.spaces();
      if (this.is('variable')) { names.push(this.take().text); }
      this.spaces();
    }
    if (!this.is(':=') && !this.is('=')) {
      this.at = start;
      return;
    }
    this.take();
    this.variables.push(...names);
  }

  private commands(close: 'end' | ')'): void {
    for (let isFirst = true; ; isFirst = false) {
      this.spaces();
      // Go accepts "|" before the end
      if (this.is('|') || (isFirst && this.is(close))) { throw new BadTemplate('a command is missing between "{{", "|" and "}}"'); }
      if (!isFirst && isConstant(this.peek)) { throw new BadTemplate(`${JSON.stringify(this.peek.text)} after "|" is not a function`); }
      this.command();
      if (!this.is('|') && !this.is(close)) { throw this.unexpected(); }
      if (this.take().type === close) { return; }
    }
  }

  private command(): void {
    for (;;) {
      this.spaces();
      if (['end', ')', '|'].includes(this.peek.type)) { return; }
      this.operand();
      if (!['space', 'end', ')', '|'].includes(this.peek.type)) { throw this.unexpected(); }
    }
  }

  private operand(): void {
    const { type, text } = this.take();
    switch (type) {
      case 'word': this.word(text); break;
      case 'variable':
        if (!this.variables.includes(text)) {
          throw new BadTemplate(`the variable ${text} does not exist: use $labels, $value, $externalLabels or $externalURL`);
        }
        break;
      case 'literal':
        if (this.is('field')) { throw this.unexpected(); }
        break;
      case 'dot':
        if (this.is('field')) { throw this.unexpected(); }
        break;
      case '(': this.commands(')'); break;
      case 'field': break;
      default: throw new BadTemplate(`${JSON.stringify(text)} is not expected between "{{" and "}}"`);
    }
    while (this.is('field')) { this.take(); }
  }

  private word(text: string): void {
    if (CONSTANTS.includes(text)) {
      if (this.is('field')) { throw this.unexpected(); }
      return;
    }
    if (!FUNCTIONS.has(text)) { throw new BadTemplate(`the function ${text} does not exist in Prometheus templates`); }
    const since = FUNCTIONS.get(text);
    if (since !== undefined) { this.since.set(text, since); }
  }

  private close(): void {
    this.spaces();
    if (!this.is('end')) { throw this.unexpected(); }
    this.take();
  }

  private spaces(): void {
    while (this.is('space')) { this.take(); }
  }

  private unexpected(): BadTemplate {
    return new BadTemplate(`${JSON.stringify(this.peek.text)} is not expected between "{{" and "}}"`);
  }

  private is(type: TemplateToken['type']): boolean {
    return this.peek.type === type;
  }

  private get peek(): TemplateToken {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)];
  }

  private take(): TemplateToken {
    const token = this.peek;
    this.at++;
    return token;
  }
}
