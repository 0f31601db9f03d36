// An edge cluster without local storage of history: an agent scrapes it and sends everything to a Mimir, which has the rules, alerts and
// dashboards.
import { App, Chart, Size } from 'cdk8s';
import { PrometheusStack, RemoteWrite, StackSize } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'edge-7', { namespace: 'monitoring' });

const stack = new PrometheusStack(chart, 'Monitoring', {
  kubernetesVersion: '1.34',
  size: StackSize.SMALL,
  highAvailability: false,
  agent: {
    externalLabels: { cluster: 'edge-7' },
    storage: { size: Size.gibibytes(5) }, // two hours of samples survive the pod, for an interrupted connection
    memoryLimit: '600Mi',
    remoteWrite: [RemoteWrite.mimir({
      endpoint: 'https://mimir.example.org',
      tenant: 'edge',
      basicAuth: { secretName: 'mimir' },
      queue: { samplesPerSecond: 1_000 },
      writeRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }], // a slow connection
    })],
  },
});

// the agent can only connect to its targets and the receiver
stack.restrictEgress();
stack.restrictRoles();

app.synth();
