import { Check, Plan, Step } from './step';

/** The plan as Markdown. The commands can be copied as they are. */
export function planText({ title, warnings, variables, steps }: Plan): string {
  return [
    `# ${title}\n`,
    ...warnings.length > 0 ? [`Before the first step:\n\n${warnings.map(text => `- ${text}`).join('\n')}\n`] : [],
    ...steps.length > 0 ? [INTRODUCTION] : [],
    ...variables.length > 0 ? [`${fenced(variables.map(({ name, value, meaning }) => `export ${name}=${value} # ${meaning}`))}\n`] : [],
    ...steps.map(stepText),
  ].join('\n');
}

const INTRODUCTION =
  `Run all commands in one folder, with bash, \`kubectl\` 1.30 or newer and \`helm\`. Do not continue if a check prints something else.
To roll back after a step, run its rollback, and then the rollbacks of the steps before it, the latest first.
`;

function stepText({ title, why, commands, checks, back, backNote }: Step, at: number): string {
  return [
    `## ${at + 1}. ${title}\n`,
    `${why}\n`,
    ...commands.length > 0 ? [`${fenced(commands)}\n`] : [],
    ...checks.length > 0 ? [`Check:\n\n${fenced(checks.flatMap(checkText))}\n`] : [],
    ...back.length > 0 ? [`Back:\n\n${fenced(back)}\n`] : [],
    ...backNote === undefined ? [] : [`Back: ${backNote}\n`],
  ].join('\n');
}

function checkText({ command, prints }: Check): string[] {
  if (prints === undefined) { return [command, '# exits with status 0']; }
  return [command, ...prints === '' ? ['# prints nothing'] : ['# prints:', ...prints.split('\n').map(line => `#   ${line}`)]];
}

function fenced(lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
