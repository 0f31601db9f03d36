/** A text quoted as one word for a shell. */
export function word(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}

/** A command over several lines, if it is long. */
export function broken(command: string, parts: readonly string[]): string {
  const flat = [command, ...parts].join(' ');
  return flat.length <= 140 ? flat : [command, ...parts.map(part => `  ${part}`)].join(' \\\n');
}

/** A command that writes a file with exactly this content. */
export function hereDocument(file: string, lines: readonly string[]): string {
  return [`cat > ${word(file)} <<'END'`, ...lines, 'END'].join('\n');
}
