import { duration } from '../../src/migrate/convert';

// model.ParseDuration of github.com/prometheus/common: a week has seven days
test.each([
  ['2w', 'Duration.days(14)'], ['10d', 'Duration.days(10)'], ['36h', 'Duration.hours(36)'], ['5m', 'Duration.minutes(5)'],
  ['30s', 'Duration.seconds(30)'], ['500ms', 'Duration.millis(500)'],
  ['1w2d', 'Duration.seconds(777600)'], ['1h30m', 'Duration.seconds(5400)'],
])('the duration %s is %s', (text, code) => expect(duration(text)!.code).toBe(code));
