import { Testing } from 'cdk8s';
import { monitoring } from './monitoring';

test('what is applied', () => {
  const app = Testing.app();
  expect(Testing.synth(monitoring(app))).toMatchSnapshot();
});
