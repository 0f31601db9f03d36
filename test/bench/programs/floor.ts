// The minimum cost of every program: Node, cdk8s, one object, one file.
import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
new ApiObject(new Chart(app, 'floor'), 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'floor' } });
app.synth();
