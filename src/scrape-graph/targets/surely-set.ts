import { matchesText, RelabelStep } from '../../scrape/relabeling';
import { Labels } from '../manifest';

/** Labels that relabelings set on every kept target, whatever was discovered: those with a fixed value that no later step can change. */
export function surelySet(steps: readonly RelabelStep[]): Labels {
  const labels = new Map<string, string>();
  for (const step of steps) { apply(step, labels); }
  return Object.fromEntries([...labels].filter(([name, value]) => !name.startsWith('__') && value !== '')
    .sort(([a], [b]) => a < b ? -1 : 1));
}

function apply(step: RelabelStep, labels: Map<string, string>): void {
  const { targetLabel = '', replacement = '$1' } = step;
  switch ((step.action ?? 'replace').toLowerCase()) {
    case 'keep': case 'drop': case 'keepequal': case 'dropequal': break;
    case 'labeldrop': for (const name of labels.keys()) { if (matchesText(step, name)) { labels.delete(name); } } break;
    case 'labelkeep': for (const name of labels.keys()) { if (!matchesText(step, name)) { labels.delete(name); } } break;
    case 'labelmap': labels.clear(); break;
    default:
      if (targetLabel.includes('$')) { labels.clear(); }
      labels.delete(targetLabel);
      if (isFixed(step)) { labels.set(targetLabel, replacement.replace(/\$\$/g, '$')); }
  }
}

/** Whether a step writes the same value to every target. */
function isFixed({ action = 'replace', regex = '', targetLabel = '', replacement = '$1' }: RelabelStep): boolean {
  const isAlways = ['', '(.*)', '.*'].includes(regex);
  const hasGroup = replacement.replace(/\$\$/g, '').includes('$');
  return action.toLowerCase() === 'replace' && isAlways && !targetLabel.includes('$') && !hasGroup;
}
