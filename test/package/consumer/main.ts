import { App } from 'cdk8s';
import { monitoring } from './monitoring';

const app = new App();
monitoring(app);
app.synth();
