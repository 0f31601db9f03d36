import { cdk8s, javascript } from 'projen';

const CDK8S = '2.70.47'; // the peers are tested at exactly the floor of their range, which is the newest that Maven Central has

// Pure JavaScript, never in the public API. build/bundle.js puts what is used of them into lib/: as bundled dependencies they were a fifth
// of the package.
// ipaddr.js (MIT): ranges and canonical text of addresses; yaml (ISC): node lists with line and column of errors
// re2js (MIT): the regular expressions of Prometheus, linear in their text
const INLINED = ['ipaddr.js@^2.5.0', 're2js@^2.10.0', 'yaml@^2.9.0'];

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-prometheus',
  description: 'cdk8s constructs for Prometheus monitoring on Kubernetes, checked at synth time',
  author: 'cdk8s-prometheus authors',
  authorAddress: 'https://example.org/cdk8s-prometheus',
  authorOrganization: true,
  repositoryUrl: 'https://example.org/cdk8s-prometheus.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-prometheus authors',
  copyrightPeriod: '2026',
  keywords: ['cdk8s', 'kubernetes', 'prometheus', 'prometheus-operator', 'monitoring', 'kubelet', 'gitops'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  // -- the framework ---------------------------------------------------------------------
  cdk8sVersion: CDK8S,
  constructsVersion: '10.6.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0', // the same as jsii's; "*" would bring 7
  projenVersion: '~0.103.25',
  // constructs of any cdk8s-plus are taken: the tests use the oldest that is kept up and the newest; esbuild (MIT) puts lib/ together, and
  // transforms the tests
  devDeps: [
    'cdk8s-plus-28@2.5.6', 'cdk8s-plus-34@2.0.54', 'esbuild@^0.28.0', 'fast-check@^4.10.0', '@grafana/grafana-foundation-sdk@^0.0.21',
    ...INLINED,
  ],

  // -- layout: tsconfig.dev.json in the root, tsconfig.json made by jsii ----------------------
  projenrcTs: true,
  disableTsconfig: true,
  sampleCode: false,
  typecheckTests: true, // jest checks no types
  projenrcTsOptions: { projenCodeDir: '.projen' }, // else an extra top-level folder projenrc/
  tsconfigDev: {
    include: ['.projenrc.ts', 'examples/**/*.ts'],
    // examples import the package by its name, as a user would
    compilerOptions: { paths: { 'cdk8s-prometheus': ['./src/index.ts'] } },
  },
  eslint: true,
  eslintOptions: {
    dirs: ['src', 'test', 'examples', '.projenrc.ts'],
    projectService: false, // it looks for tsconfig.json only
    tsconfigPath: './tsconfig.dev.json',
  },
  prettier: false,
  jestOptions: {
    junitReporting: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER, // a changed snapshot fails, everywhere
    jestConfig: {
      collectCoverage: false,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/'],
    },
  },

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',

  // -- no hosted services ------------------------------------------------------------------
  github: false,
  release: false,
  depsUpgrade: false,

  // -- the command line ---------------------------------------------------------------------
  bin: { 'cdk8s-prometheus': 'bin/cdk8s-prometheus' },

  // -- languages -----------------------------------------------------------------------------
  publishToPypi: { distName: 'cdk8s-prometheus', module: 'cdk8s_prometheus' },
  publishToMaven: { mavenGroupId: 'org.example.cdk8s', mavenArtifactId: 'cdk8s-prometheus', javaPackage: 'org.example.cdk8s.prometheus' },
  publishToNuget: { dotNetNamespace: 'Cdk8sPrometheus', packageId: 'Cdk8sPrometheus' },
  publishToGo: { moduleName: 'example.org/cdk8s-prometheus-go', packageName: 'cdk8sprometheus' },
});

// -- the commands ------------------------------------------------------------------------------
// projen's own test task rewrites snapshots and fixes lint outside CI, so that neither can fail there.
project.testTask.reset('node test/run.js', { receiveArgs: true });
project.compileTask.exec('node build/bundle.js');
project.removeScript('test:update');
project.tasks.removeTask('test:update');
project.removeScript('compat'); // it asks a registry for the last release; api-diff asks the repository
project.tasks.removeTask('compat');
project.setScript('api-diff', 'node build/api-diff.js');
project.setScript('preflight', 'node test/support/preflight.js');
project.setScript('test', 'node test/run.js');
project.setScript('demo', 'node examples/demo.js');
project.setScript('conformance', 'node test/conformance/run.js control-plane');
project.setScript('conformance:node', 'node test/conformance/run.js node');
project.setScript('conformance:full', 'node test/conformance/full.js');
project.setScript('conformance:package', 'node test/package/run.js');
project.setScript('sbom', 'node build/sbom.js');
project.setScript('release', 'node build/release.js');
project.setScript('construct-hub-check', 'node build/construct-hub-check.js');
project.setScript('site', 'node site/site.js');
project.setScript('sync-upstream', 'node build/sync-upstream.js');
project.setScript('fuzz', 'node test/fuzz/run.js');
project.setScript('bench', 'node test/bench/bench.js');
project.setScript('mutation', 'node build/mutation/mutation.js');
project.setScript('update-goldens', 'node test/run.js update-goldens');
project.setScript('update-docs', 'node test/run.js update-docs');
project.tasks.tryFind('docgen')?.reset('node test/run.js update-docs'); // API.md is an index of pages; jsii-docgen would write one file

// sources run when they are used: each test file would run all of them otherwise
project.deps.removeDependency('ts-jest'); // esbuild transforms the tests
project.jest!.config.transform = { '^.+\\.[t]sx?$': '<rootDir>/test/support/lazy-transform.js' };
Object.assign(project.jest!.config, {
  runtime: '<rootDir>/test/support/traced-runtime.js', // what each test file reads, so that `npm test` need not run it again
  globalSetup: '<rootDir>/test/support/temporary-folder.js',
  globalTeardown: '<rootDir>/test/support/remove-temporary-folder.js',
});

// -- the layering (see docs/architecture.md): the lint zones are the picture ---------------------------
const SLICES = [
  'prometheus-operator-crds', 'prometheus-operator', 'prometheus', 'alertmanager', 'node-exporter', 'kube-state-metrics', 'control-plane',
  'monitoring-mixin', 'federated-cluster', 'config-reloader', 'node-endpoints', 'scrape-graph', 'monitors', 'thanos', 'blackbox-exporter',
  'pushgateway', 'prometheus-adapter', 'metrics-server', 'grafana', 'web-exposure', 'windows-exporter', 'fleet-app', 'prometheus-rules',
  'slo',
];
const STACK = 'prometheus-stack'; // the one folder that makes slices and connects them
const FLEET = 'fleet'; // stacks of several clusters, and what connects them
const TESTING = 'testing'; // what users' tests ask of an app
const DIFF = 'diff'; // two graphs beside each other
const VERIFY = 'verify'; // a graph beside what a Prometheus says
const MIGRATE = 'migrate'; // programs from what others have, and both beside each other
const KERNEL = [
  'scrape', 'health', 'dashboards', 'manifest', 'admission', 'schema', 'promql', 'net', 'versions', 'validation', 'files', 'metrics',
  'upstream', 'values',
];
const zone = (target: string, allowed: string[], message: string) =>
  ({ target: `./src/${target}`, from: './src', except: allowed.map(folder => `./${folder}`), message });

project.eslint?.addRules({
  'max-lines': ['error', { max: 400 }],
  'no-nested-ternary': 'error',
  '@stylistic/max-len': ['error', {
    code: 180, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true,
  }],
  'import/no-restricted-paths': ['error', {
    zones: [
      ...KERNEL.map((module, at) => zone(module, KERNEL.slice(at), 'a kernel module imports only the modules below it')),
      zone(FLEET, [FLEET, STACK, ...SLICES, ...KERNEL], 'the fleet imports the stack, slices and the kernel'),
      zone(TESTING, [TESTING, DIFF, 'scrape-graph', ...KERNEL], 'what tests ask of an app comes from the graph'),
      zone(DIFF, [DIFF, 'scrape-graph', ...KERNEL], 'a difference is one of two graphs'),
      zone(VERIFY, [VERIFY, 'scrape-graph', ...KERNEL], 'what is compared with a Prometheus comes from the graph'),
      zone(MIGRATE, [MIGRATE, DIFF, 'scrape-graph', ...KERNEL], 'programs are made from values and objects, and compared by the graph'),
      zone(STACK, [STACK, ...SLICES, ...KERNEL], 'the stack imports slices and the kernel'),
      ...SLICES.map(slice => zone(slice, [slice, ...KERNEL], 'a slice imports the kernel, never another slice')),
    ],
  }],
});

const only = (name: string, where: string) => ({ name, message: `only ${where} imports ${name}` });
const NOT_HERE = [only('ipaddr.js', 'src/net'), only('yaml', 'src/files'), only('re2js', 'src/promql')];
/** Plain values of cdk8s: lengths of time, amounts of bytes. */
const VALUES = ['Duration', 'Size', 'SizeRoundingBehavior'];
const FRAMEWORK = ['cdk8s', 'constructs', 'cdk8s-plus-28', 'cdk8s-plus-34']
  .map(name => ({ name, message: 'this module is pure: it knows neither cdk8s nor constructs' }));
/** The files that make or read constructs. All others are pure: they know neither cdk8s nor constructs. */
const WITH_CONSTRUCTS = {
  'admission': ['app-objects', 'schema-checks'],
  'alertmanager': ['alertmanager-config', 'alertmanager'],
  'blackbox-exporter': ['blackbox-exporter', 'found-targets', 'probe-targets'],
  'config-reloader': ['config-reloader-sidecar'],
  'control-plane': ['control-plane'],
  'diff': ['monitoring-diff'],
  'federated-cluster': ['federated-cluster', 'federation-export', 'refused-samples'],
  'fleet': ['fleet-props', 'fleet'],
  'fleet-app': ['dependencies', 'documents', 'emitter', 'fleet-app', 'order', 'probe', 'stock-app'],
  'grafana': ['grafana-dashboard', 'grafana-datasource', 'grafana-operator-datasource', 'grafana', 'high-availability'],
  'kube-state-metrics': ['kube-state-metrics'],
  'manifest': [
    'api-services', 'apply-order', 'autoscaled-components', 'component-defaults', 'core', 'dashboard', 'extra-spec', 'ip-families',
    'judge', 'monitor-decoration', 'monitoring', 'namespaces', 'network-policy', 'object', 'prometheus-rule', 'rbac', 'reach', 'routes',
    'rule-selection', 'storage', 'vertical-pod-autoscaler', 'webhooks', 'workloads',
  ],
  'manifest/files': ['overwritten-files'],
  'metrics-server': ['metrics-server'],
  'monitoring-mixin': ['imported-mixin', 'monitoring-mixin', 'user-expressions'],
  'monitors': ['create', 'pod-monitor', 'probe', 'scrape-config', 'service-monitor'],
  'node-endpoints': ['node-endpoints'],
  'node-exporter': ['node-exporter'],
  'prometheus': ['discovery-roles', 'objects', 'prometheus-agent', 'prometheus', 'routes', 'select-in'],
  'prometheus-adapter': ['prometheus-adapter'],
  'prometheus-operator': ['admission-webhook', 'prometheus-operator'],
  'prometheus-operator-crds': ['prometheus-operator-crds'],
  'prometheus-rules': ['prometheus-rules-props', 'prometheus-rules'],
  'prometheus-stack': [
    'belongings', 'component-egress', 'components', 'external-targets', 'least-privilege', 'own-rules', 'ownership',
    'prometheus-egress', 'prometheus-stack', 'restrict-egress', 'scrape-targets', 'sync-waves', 'user-histograms',
  ],
  'pushgateway': ['pushgateway'],
  'scrape': ['aggregated-server', 'clients', 'component-monitor', 'replica-services', 'scrape-target', 'target-endpoint', 'web-server'],
  'scrape-graph': ['app-graph', 'scrape-graph'],
  'slo': ['service-level-objective-props', 'service-level-objective', 'service-level-objectives'],
  'testing': ['prometheus-test'],
  'thanos': ['component', 'thanos-compactor', 'thanos-query', 'thanos-receive', 'thanos-ruler', 'thanos-store'],
  'validation': [
    'app-objects', 'notices', 'options', 'primary-object', 'probe-checks', 'problems', 'to-json', 'versions-in-force', 'workload',
  ],
  'validation/cdk8s': ['guard', 'internals', 'own-json'],
  'web-exposure': ['admission', 'oauth2-proxy', 'web-ingress', 'web-route'],
  'windows-exporter': ['windows-exporter'],
};
/** Pure files that read or make values of options: `Duration` and `Size` of cdk8s. So do all `*-props.ts` and `*-options.ts`. */
const WITH_VALUES = {
  'alertmanager': ['dead-mans-switch', 'integration-fields'],
  'federated-cluster': ['federation-alerts'],
  'fleet': ['global-view'],
  'grafana': ['settings-rows'],
  'manifest': ['finished'],
  'monitoring-mixin': ['intervals'],
  'monitors': ['external-targets'],
  'prometheus': ['finished'],
  'prometheus-adapter': ['adapter-rules'],
  'scrape': ['timing'],
  'slo': ['slo-indicator'],
};
const filesOf = (folders: { readonly [folder: string]: readonly string[] }) =>
  Object.entries(folders).flatMap(([folder, files]) => files.map(file => `src/${folder}/${file}.ts`));
const imports = (paths: object[], system: object[] = OF_SYSTEM) => ({
  'no-restricted-imports': ['error', { paths: [...paths, ...system] }],
});

// users work on Linux, macOS and Windows: neither of the latter can run here
const systems = (selector: string, message: string) => ({ selector, message: `${message}: the library works on Linux, macOS and Windows` });
const ONE_SYSTEM = [
  systems(
    'MemberExpression[object.name="process"]'
      + '[property.name=/^(?:get|set)?(?:e?uid|e?gid|groups|umask)$|^(?:kill|initgroups)$/]',
    'Windows has no such users, masks and signals',
  ),
  systems(
    'CallExpression[callee.object.name="process"][callee.property.name=/^(?:on|once)$/] > Literal[value=/^SIG/]',
    'Windows has no signals',
  ),
  systems(
    'CallExpression[callee.name=/^(?:l|f)?(?:chmod|chown|symlink|link)(?:Sync)?$/], '
      + 'CallExpression[callee.property.name=/^(?:l|f)?(?:chmod|chown|symlink)(?:Sync)?$/]',
    'Windows has no modes, owners and links',
  ),
  systems('CallExpression[callee.name=/(?:Sync|^spawn|^execFile)$/] > Literal[value=/^(?:[/]|[A-Z]:)/]', 'a path of one system'),
  systems(
    'CallExpression[callee.name=/^(?:spawn|execFile)(?:Sync)?$/]'
      + ' > Literal[value=/^(?:sh|bash|zsh|cmd|cat|cp|mv|rm|ls|test|true|mkfifo|which)$/]',
    'a program of one system',
  ),
  systems('Property[key.name="shell"]', 'the shell of one system'),
];
/** Exports that depend on the system; src/files/paths.ts has what is needed of them. */
const OF_SYSTEM = [
  ...['path', 'node:path', 'path/posix', 'path/win32'].map(name => ({
    name, importNames: ['sep', 'delimiter', 'posix', 'win32'], message: 'src/files/paths.ts knows both separators',
  })),
  ...['url', 'node:url'].map(name => ({
    name, importNames: ['pathToFileURL', 'fileURLToPath'], message: 'src/files/paths.ts makes URLs of files',
  })),
  ...['os', 'node:os'].map(name => ({
    name, importNames: ['EOL', 'userInfo', 'homedir'], message: 'same program, same bytes: a line ends with "\\n"',
  })),
  ...['child_process', 'node:child_process'].map(name => ({
    name, importNames: ['exec', 'execSync'], message: 'a shell of one system: use spawnSync',
  })),
];

const SYNTAX = [
  { selector: 'NewExpression[callee.name="ApiObject"]', message: 'objects are made in src/manifest only' },
  { selector: 'CallExpression[callee.property.name="localeCompare"]', message: 'the order would depend on the locale: compare code units' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'same program, same bytes' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'same program, same bytes: no clock' },
  { selector: 'NewExpression[callee.name="Date"]', message: 'same program, same bytes: no clock' },
  ...ONE_SYSTEM,
];
/**
 * Differences between versions are rows of tables: those of constructs in src/versions, those of what the operator does in src/admission.
 */
const VERSION_LITERAL = {
  selector: 'CallExpression[callee.property.name="isAtLeast"] > Literal, '
    + 'CallExpression[callee.name=/^(?:isBelow|isOlder|versionNumber)$/] > Literal',
  message: 'a threshold is a row of src/versions/capabilities.ts: ask has()',
};

project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: {
    ...imports([...NOT_HERE, ...FRAMEWORK]),
    'no-console': 'error',
    'no-restricted-syntax': ['error', ...SYNTAX, VERSION_LITERAL],
  },
});
project.eslint?.addOverride({
  files: ['src/versions/**/*.ts', 'src/admission/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...SYNTAX] },
});
project.eslint?.addOverride({
  files: ['src/**/*.ts', '.projenrc.ts'],
  rules: { '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true }] },
});
const notHereBut = (name: string) => NOT_HERE.filter(each => each.name !== name);
project.eslint?.addOverride({ files: filesOf(WITH_CONSTRUCTS), rules: imports(NOT_HERE) });
project.eslint?.addOverride({
  files: ['src/**/*-props.ts', 'src/**/*-options.ts', ...filesOf(WITH_VALUES)],
  excludedFiles: filesOf(WITH_CONSTRUCTS),
  rules: imports([...NOT_HERE, ...FRAMEWORK.map(each => each.name === 'cdk8s' ? { ...each, allowImportNames: VALUES } : each)]),
});
project.eslint?.addOverride({ files: ['src/files/**/*.ts'], rules: imports([...notHereBut('yaml'), ...FRAMEWORK]) });
project.eslint?.addOverride({
  files: ['src/files/paths.ts'], rules: { ...imports([...NOT_HERE, ...FRAMEWORK], []), 'no-restricted-syntax': 'off' },
});
project.eslint?.addOverride({ files: ['src/net/**/*.ts'], rules: imports([...notHereBut('ipaddr.js'), ...FRAMEWORK]) });
project.eslint?.addOverride({
  files: ['src/promql/**/*.ts'],
  rules: imports([...NOT_HERE.filter(({ message }) => !message.includes('src/promql')), ...FRAMEWORK]),
});
project.eslint?.addOverride({
  files: ['src/manifest/**/*.ts', 'src/validation/cdk8s/guard.ts', 'src/fleet-app/probe.ts'], // the last two compare with cdk8s
  rules: { 'no-restricted-syntax': 'off' },
});
project.eslint?.addOverride({ files: ['src/net/**/*.ts', 'src/node-endpoints/slice-partition.ts'], rules: { 'no-bitwise': 'off' } });
project.eslint?.addOverride({
  files: ['src/files/**/*.ts', 'src/net/**/*.ts', 'src/promql/**/*.ts'], // INLINED
  rules: { 'import/no-extraneous-dependencies': 'off' },
});
// examples and tests may use development packages
project.eslint?.addOverride({
  files: ['test/**/*.ts', 'examples/**/*.ts', '.projenrc.ts'],
  rules: {
    'import/no-extraneous-dependencies': 'off',
    'import/no-unresolved': 'off',
    'no-bitwise': 'off',
    '@typescript-eslint/no-require-imports': 'off',
  },
});

// -- documentation: each example of the README and of docstrings is translated into each language, or the tests fail --------
project.package.addField('jsiiRosetta', { strict: true });

project.package.addField('inlinedDependencies', INLINED.map(each => each.split('@')[0])); // NOTICE and the SBOM name them

// -- the release: the version stands here and, with its date, in CHANGELOG.md; `npm run release` compares them ---------------
project.package.addVersion('0.1.0');

// -- files ---------------------------------------------------------------------------------------
// projen ignores every tsconfig.json; only the root's is generated (by jsii)
project.gitignore.removePatterns('tsconfig.json');
project.gitignore.include('/NOTICE');
project.gitignore.exclude('/tsconfig.json', '/.jsii.tabl.json', '/examples/*/*.js', '/examples/*/dist/', '/.ci/log/', '/site/.pages/');
// README.md links to docs/ and examples/, so the package has them; test/package/tarball.js compares
project.npmignore?.exclude('/build/', '/site/', '/.jsii.tabl.json', '/examples/**', '/.ci/', '/.gitlab/', '/.npmrc');
project.npmignore?.include('/examples/*/main.ts');

// 1.13.0's platform bindings are not all on the registry: `npm ci` would refuse the lock file
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.synth();
