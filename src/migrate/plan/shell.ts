/** A text as one word of a shell, whatever is in it. */
export function word(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}

/** A command over several lines, if it is long. */
export function broken(command: string, parts: readonly string[]): string {
  const flat = [command, ...parts].join(' ');
  return flat.length <= 140 ? flat : [command, ...parts.map(part => `  ${part}`)].join(' \\\n');
}

/** A file that a command writes, byte for byte as it is here. */
export function hereDocument(file: string, lines: readonly string[]): string {
  return [`cat > ${word(file)} <<'END'`, ...lines, 'END'].join('\n');
}
