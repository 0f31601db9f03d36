import { ConstructName } from './constructs';
import { SyntaxNode } from './syntax-node';
import { Token, TokenType } from './tokens';

/** The expression cannot be parsed from a token on. */
export class BadSyntax extends Error {
  public constructor(public readonly token: Token, why: string) { super(why); }
}

/** Nested too deeply for recursion. */
export class TooDeep extends Error {}

/** Consumes tokens, and builds nodes of them. */
export class NodeBuilder {
  public readonly uses = new Set<ConstructName>();
  private at = 0;
  private depth = 0;
  private readonly heights = new WeakMap<SyntaxNode, number>();

  public constructor(private readonly tokens: readonly Token[], private readonly deepest: number) {}

  public get peek(): Token {
    return this.tokens[this.at];
  }

  public get next(): Token {
    return this.tokens[Math.min(this.at + 1, this.tokens.length - 1)];
  }

  public is(...types: readonly TokenType[]): boolean {
    return types.includes(this.peek.type);
  }

  public take(): Token {
    const token = this.peek;
    if (token.uses) { this.use(token.uses); }
    this.at = Math.min(this.at + 1, this.tokens.length - 1);
    return token;
  }

  public expect(type: TokenType): Token {
    if (!this.is(type)) { throw this.unexpected(type); }
    return this.take();
  }

  public use(name: ConstructName): void {
    this.uses.add(name);
  }

  /** The next token is not expected here. */
  public unexpected(wanted?: TokenType): BadSyntax {
    const { type, text, from } = this.peek;
    const instead = wanted === undefined ? '' : `, where "${wanted}" is expected`;
    const what = type === 'end' ? 'it ends' : `${JSON.stringify(text.slice(0, 40))} is not expected at character ${from + 1}`;
    return new BadSyntax(this.peek, type === 'end' ? `${what} too early${instead}` : `${what}${instead}`);
  }

  public leaf(name: string): SyntaxNode {
    const { from, to } = this.take();
    return { name, from, to, children: [] };
  }

  /** A node with children, from its first to its last token. */
  public node(name: string, children: readonly SyntaxNode[], first?: Token, last?: Token): SyntaxNode {
    const node = { name, from: (first ?? children[0]).from, to: (last ?? children[children.length - 1]).to, children };
    const height = 1 + Math.max(0, ...children.map(child => this.heights.get(child) ?? 0));
    if (height > this.deepest) { throw new TooDeep(); }
    this.heights.set(node, height);
    return node;
  }

  /** Parses a nested expression. */
  public deeper<T>(read: () => T): T {
    if (this.depth >= this.deepest) { throw new TooDeep(); }
    this.depth++;
    const found = read();
    this.depth--;
    return found;
  }
}
