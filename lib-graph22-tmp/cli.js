var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all3) => {
  for (var name in all3)
    __defProp(target, name, { get: all3[name], enumerable: true });
};
var __copyProps = (to2, from3, except, desc) => {
  if (from3 && typeof from3 === "object" || typeof from3 === "function") {
    for (let key of __getOwnPropNames(from3))
      if (!__hasOwnProp.call(to2, key) && key !== except)
        __defProp(to2, key, { get: () => from3[key], enumerable: !(desc = __getOwnPropDesc(from3, key)) || desc.enumerable });
  }
  return to2;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/cli.ts
var cli_exports = {};
__export(cli_exports, {
  main: () => main
});
module.exports = __toCommonJS(cli_exports);
var import_fs3 = require("fs");
var import_path4 = require("path");

// src/files/documents.ts
var import_fs = require("fs");
var import_path = require("path");

// src/files/kubernetes-yaml.ts
var BOOLEAN = /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$/;
var TRUE = /^(?:y|on)/i;
var INTEGER = /^[-+]?(?:0[0-7_]+|[1-9][0-9]*_[0-9_]*)$/;
var OCTAL = /^[-+]?0/;
var TAGS = [
  { tag: "tag:yaml.org,2002:bool", default: true, test: BOOLEAN, resolve: (text2) => TRUE.test(text2) },
  {
    tag: "tag:yaml.org,2002:int",
    default: true,
    test: INTEGER,
    resolve: (text2) => {
      const digits = text2.replace(/_/g, "");
      return OCTAL.test(digits) ? parseInt(digits, 8) : Number(digits);
    }
  }
];
function optionsOf(reader) {
  return reader === "yaml" ? {} : { merge: true, customTags: (tags) => [...TAGS, ...tags] };
}

// src/files/documents.ts
var yaml = () => require("yaml");
var MAX_JSON_BYTES = 128 * 1024 * 1024;
var MAX_YAML_BYTES = 16 * 1024 * 1024;
var DEEPEST = 250;
var TOO_DEEP = `it is nested deeper than ${DEEPEST}`;
function readDocuments(path2, reader = "yaml", known6) {
  let bytes;
  try {
    const stat = (0, import_fs.statSync)(path2);
    if (!stat.isFile()) {
      return { problem: { kind: "unreadable", why: "it is not a regular file", resolved: (0, import_path.resolve)(path2) } };
    }
    if (stat.size > MAX_JSON_BYTES) {
      return tooLarge(stat.size, MAX_JSON_BYTES);
    }
    bytes = (0, import_fs.readFileSync)(path2);
  } catch (error) {
    return { problem: { kind: "unreadable", why: reasonOf(error), resolved: (0, import_path.resolve)(path2) } };
  }
  const text2 = decode(bytes);
  return text2 === void 0 ? { problem: { kind: "not-text" } } : parseDocuments(text2, reader, known6);
}
function parseDocuments(text2, reader = "yaml", known6) {
  const trimmed = text2.trimStart();
  if (trimmed === "") {
    return { problem: { kind: "empty" } };
  }
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    const deep = tooDeepFrom(text2);
    if (deep !== void 0) {
      return { problem: { kind: "syntax", ...placeOf(text2, deep), why: TOO_DEEP } };
    }
    try {
      return { documents: [JSON.parse(text2)], lines: [1] };
    } catch {
    }
  }
  return (known6 && parseParts(text2, reader, known6)) ?? parseYaml(text2, reader);
}
function inWords(problem2) {
  switch (problem2.kind) {
    case "unreadable":
      return `${problem2.why} (looked at ${problem2.resolved})`;
    case "too-large":
      return `it has ${problem2.mebibytes} MiB, more than ${problem2.limit}`;
    case "not-text":
      return "it is no text in UTF-8";
    case "empty":
      return "it is empty";
    case "syntax":
      return `line ${problem2.line}, column ${problem2.column}: ${problem2.why}`;
  }
}
var UNUSUAL = /^(?:%|\.\.\.|\ufeff)/m;
var SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;
function parseParts(text2, reader, known6) {
  if (text2.length > MAX_YAML_BYTES || UNUSUAL.test(text2)) {
    return void 0;
  }
  const starts = [.../* @__PURE__ */ new Set([0, ...[...text2.matchAll(SEPARATOR)].map(({ index }) => index)])];
  const documents = [];
  const lines = [];
  let line2 = 1;
  for (const [at, start] of starts.entries()) {
    const part = text2.slice(start, starts[at + 1]);
    if (!known6.has(part)) {
      const read5 = parseYaml(part, reader);
      if ("problem" in read5 && read5.problem.kind !== "empty") {
        return void 0;
      }
      known6.set(part, "documents" in read5 ? read5.documents[0] : void 0);
    }
    const value = known6.get(part);
    if (value !== void 0) {
      documents.push(value);
      lines.push(line2 + linesBefore(part));
    }
    line2 += countOf(part);
  }
  return documents.length > 0 ? { documents, lines } : { problem: { kind: "empty" } };
}
function linesBefore(part) {
  return countOf(/^(?:---)?[ \t]*(?:(?:#.*)?\r?\n[ \t]*)*/.exec(part)[0]);
}
function countOf(text2) {
  let count3 = 0;
  for (let at = text2.indexOf("\n"); at >= 0; at = text2.indexOf("\n", at + 1)) {
    count3++;
  }
  return count3;
}
function parseYaml(text2, reader) {
  if (text2.length > MAX_YAML_BYTES) {
    return tooLarge(text2.length, MAX_YAML_BYTES);
  }
  try {
    const { Composer, LineCounter } = yaml();
    const lineCounter = new LineCounter();
    const documents = [...new Composer({ ...optionsOf(reader), uniqueKeys: false, logLevel: "silent" }).compose(tokensOf(text2, lineCounter))];
    const error = clearest(documents.flatMap((document) => document.errors));
    if (error) {
      const { line: line2, col } = lineCounter.linePos(error.pos[0]);
      return { problem: { kind: "syntax", line: line2, column: col, why: firstLine(error.message) } };
    }
    const values = documents.map((document) => ({ value: document.toJS(), line: lineCounter.linePos(document.contents?.range?.[0] ?? 0).line })).filter(({ value }) => value !== null && value !== void 0);
    return values.length > 0 ? { documents: values.map(({ value }) => value), lines: values.map(({ line: line2 }) => line2) } : { problem: { kind: "empty" } };
  } catch (error) {
    if (error instanceof TooDeep) {
      return { problem: { kind: "syntax", ...placeOf(text2, error.offset), why: TOO_DEEP } };
    }
    return { problem: { kind: "syntax", line: 1, column: 1, why: firstLine(reasonOf(error)) } };
  }
}
var TooDeep = class extends Error {
  constructor(offset) {
    super(TOO_DEEP);
    this.offset = offset;
  }
  offset;
};
function* tokensOf(text2, { addNewLine }) {
  const { Lexer, Parser: Parser2 } = yaml();
  const parser = new Parser2(addNewLine);
  addNewLine(0);
  for (const lexeme of new Lexer().lex(text2)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) {
      throw new TooDeep(parser.offset);
    }
  }
  yield* parser.end();
}
function tooDeepFrom(text2) {
  let depth = 0;
  for (let at = 0; at < text2.length; at++) {
    switch (text2.charCodeAt(at)) {
      case 34:
        for (at++; at < text2.length && text2.charCodeAt(at) !== 34; at++) {
          if (text2.charCodeAt(at) === 92) {
            at++;
          }
        }
        break;
      case 91:
      case 123:
        if (++depth > DEEPEST) {
          return at;
        }
        break;
      case 93:
      case 125:
        depth--;
        break;
    }
  }
  return void 0;
}
function placeOf(text2, offset) {
  const before = text2.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
function clearest(errors) {
  return errors.find(({ code, pos }) => pos[0] === errors[0].pos[0] && code !== "BAD_INDENT") ?? errors[0];
}
function decode(bytes) {
  const encoding = bytes[0] === 255 && bytes[1] === 254 ? "utf-16le" : "utf-8";
  try {
    const text2 = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text2.includes("\0") ? void 0 : text2;
  } catch {
    return void 0;
  }
}
function tooLarge(bytes, limit) {
  return { problem: { kind: "too-large", mebibytes: Math.ceil(bytes / 1024 / 1024), limit: limit / 1024 / 1024 } };
}
function firstLine(message) {
  return message.split("\n")[0].replace(/ at line \d+, column \d+:?$/, "");
}
function reasonOf(error) {
  const code = error.code;
  if (code === "ENOENT") {
    return "there is no such file";
  }
  return error instanceof Error ? error.message : String(error);
}

// src/migrate/convert.ts
var literal = (value) => value === null || value === void 0 || typeof value === "bigint" ? void 0 : { code: literalOf(value) };
var text = (value) => typeof value === "string" && value !== "" ? literal(value) : void 0;
var flag = (value) => typeof value === "boolean" ? literal(value) : void 0;
var count = (value) => Number.isSafeInteger(value) ? literal(value) : void 0;
var texts = (value) => Array.isArray(value) && value.length > 0 && value.every((each2) => typeof each2 === "string") ? literal(value) : void 0;
var labels = (value) => isMap(value) && Object.keys(value).length > 0 && Object.values(value).every((each2) => ["string", "number", "boolean"].includes(typeof each2)) ? literal(Object.fromEntries(Object.entries(value).map(([key, each2]) => [key, String(each2)]))) : void 0;
var UNITS = [["w", "days", 604800], ["d", "days", 86400], ["h", "hours", 3600], ["m", "minutes", 60], ["s", "seconds", 1], ["ms", "millis", 1e-3]];
var duration = (value) => {
  if (typeof value !== "string" || !/^(?:\d{1,9}(?:ms|[wdhms])){1,6}$/.test(value)) {
    return void 0;
  }
  const parts = [...value.matchAll(/(\d+)(ms|[wdhms])/g)].map(([, number3, unit2]) => [Number(number3), UNITS.find(([own2]) => own2 === unit2)]);
  const [[number2, [unit, method, seconds]]] = parts;
  const code = parts.length === 1 ? `Duration.${method}(${unit === "w" ? number2 * 7 : number2})` : `Duration.seconds(${parts.reduce((sum, [each2, [, , factor]]) => sum + each2 * factor, 0)})`;
  return seconds > 0 ? { code, uses: ["Duration"] } : void 0;
};
var SIZES = { Ki: "kibibytes", Mi: "mebibytes", Gi: "gibibytes", Ti: "tebibytes" };
var size = (value) => {
  const [, number2, unit] = /^(\d{1,9})([KMGT])(?:i|B|iB)$/.exec(String(value)) ?? [];
  return number2 === void 0 ? void 0 : { code: `Size.${SIZES[`${unit}i`]}(${number2})`, uses: ["Size"] };
};
var storage = (value) => {
  const spec = value?.volumeClaimTemplate?.spec;
  const bytes = size(spec?.resources?.requests?.storage);
  if (!bytes || Object.keys(spec).some((key) => !["storageClassName", "accessModes", "resources"].includes(key))) {
    return void 0;
  }
  const more = [["storageClassName", text(spec.storageClassName)], ["accessModes", texts(spec.accessModes)]];
  return { code: `{ ${[`size: ${bytes.code}`, ...more.flatMap(([key, found]) => found ? [`${key}: ${found.code}`] : [])].join(", ")} }`, uses: ["Size"] };
};
var secretKey = (value) => value?.enabled !== false && text(value?.name) && text(value?.key) ? literal({ secretName: value.name, key: value.key }) : void 0;
var version = (value) => {
  const [, number2] = typeof value === "string" && /^v?(\d+\.\d+\.\d+)(?:-distroless)?$/.exec(value) || [];
  return number2 === void 0 ? void 0 : literal(number2);
};
var tolerations = (value) => Array.isArray(value) && value.length > 0 && value.every((each2) => isMap(each2)) ? literal(value) : void 0;
var secretNames = (value) => Array.isArray(value) ? texts(value.map((each2) => each2?.name ?? each2)) : void 0;
function literalOf(value) {
  if (Array.isArray(value)) {
    return `[${value.map(literalOf).join(", ")}]`;
  }
  if (!isMap(value)) {
    return typeof value === "string" ? quoted(value) : JSON.stringify(value) ?? "undefined";
  }
  const fields = Object.entries(value).map(([key, field]) => `${nameOf(key)}: ${literalOf(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
function nameOf(key) {
  return /^[a-zA-Z_]\w*$/.test(key) && key !== "__proto__" ? key : `[${quoted(key)}]`.replace(/^\[('(?!__proto__').*')\]$/, "$1");
}
function quoted(value) {
  return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'").replace(/[\u2028\u2029]/g, (each2) => `\\u${each2.charCodeAt(0).toString(16)}`)}'`;
}
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/migrate/app-text.ts
var CHART = "kube-prometheus-stack";
function namesOf(values, { name }) {
  const base = typeof values?.nameOverride === "string" && values.nameOverride !== "" ? values.nameOverride : CHART;
  const own2 = typeof values?.fullnameOverride === "string" && values.fullnameOverride !== "" ? values.fullnameOverride : name.includes(base) ? name : `${name}-${base}`;
  const full = own2.slice(0, 26).replace(/-$/, "");
  const isClean = values?.cleanPrometheusOperatorObjectNames === true;
  return { prometheus: isClean ? full : `${full}-prometheus`, alertmanager: isClean ? full : `${full}-alertmanager` };
}
function assumed(values, release) {
  const names2 = namesOf(values, release);
  const days = { code: "Duration.days(10)", uses: ["Duration"] };
  const say = (option, value) => [option, literal(value)];
  return [
    say("highAvailability", false),
    say("allNamespaces", true),
    say("prometheus.name", names2.prometheus),
    ["prometheus.retention", days],
    say("alertmanager.name", names2.alertmanager),
    say("alertmanager.configSecret", `alertmanager-${names2.alertmanager}`),
    say("mixin.dashboards", true)
  ];
}
var SWITCHES = {
  prometheusEnabled: "prometheus",
  alertmanagerEnabled: "alertmanager",
  nodeExporterEnabled: "nodeExporter",
  kubeStateMetricsEnabled: "kubeStateMetrics",
  controlPlaneEnabled: "controlPlane",
  mixinEnabled: "mixin",
  operatorEnabled: "operator"
};
function appText({ options, values: outcomes }, values, release) {
  const all3 = new Map([...assumed(values, release), ...options]);
  for (const [option, component] of Object.entries(SWITCHES)) {
    if (all3.get(option)?.code === "false") {
      for (const key of all3.keys()) {
        if (key.startsWith(`${component}.`)) {
          all3.delete(key);
        }
      }
    } else {
      all3.delete(option);
    }
  }
  const namespace = all3.get("namespace")?.code ?? literal(release.namespace).code;
  all3.delete("namespace");
  const uses = [.../* @__PURE__ */ new Set(["App", "Chart", ...[...all3.values()].flatMap((each2) => each2.uses ?? [])])].sort();
  const left = [...outcomes.filter(({ outcome }) => outcome === "unsupported").map(({ path: path2, note }) => `// - ${line(path2)}: ${line(note)}
`), ...unasked(values).map((text2) => `// - ${text2}
`)].join("");
  return `import { ${uses.join(", ")} } from 'cdk8s';
import { PrometheusStack } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: ${namespace} });
new PrometheusStack(chart, 'Monitoring', ${objectText(treeOf(all3), "")});
app.synth();
${left && `
// what has no option here:
${left}`}`;
}
var ON_LOOPBACK = [["kubeControllerManager", "controllerManager"], ["kubeScheduler", "scheduler"], ["kubeEtcd", "etcd"], ["kubeProxy", "kubeProxy"]];
function unasked(values) {
  const isOn = (key) => values?.[key]?.enabled !== false;
  const parts = isOn("kubernetesServiceMonitors") && isOn("prometheus") ? ON_LOOPBACK.filter(([key]) => isOn(key)) : [];
  return [
    ...isOn("grafana") ? ['grafana: the chart makes one; here it is a construct of its own: new Grafana(chart, "Grafana", { admin: { secretName }, datasources: [...] })'] : [],
    ...parts.length > 0 ? [`${parts.map(([key]) => key).join(", ")}: the chart scrapes them, and alerts where they listen on loopback alone; here you switch on those that do not: controlPlane: { ${parts.map(([, option]) => `${option}: true`).join(", ")} }`] : []
  ];
}
function treeOf(options) {
  const tree = /* @__PURE__ */ new Map();
  for (const [path2, expression] of options) {
    const parts = path2.split(".");
    let at = tree;
    for (const part of parts.slice(0, -1)) {
      const inner = at.get(part) ?? /* @__PURE__ */ new Map();
      at.set(part, inner);
      at = inner;
    }
    at.set(parts.at(-1), expression);
  }
  return tree;
}
function objectText(tree, indent) {
  const inner = `${indent}  `;
  const lines = [...tree].map(([key, value]) => `${inner}${nameOf(key)}: ${value instanceof Map ? objectText(value, inner) : value.code},
`);
  return `{
${lines.join("")}${indent}}`;
}
function line(text2) {
  return text2.replace(/[\s\u2028\u2029\u0000-\u001f]+/g, " ").slice(0, 300);
}

// src/migrate/chart-defaults.ts
var all = (value, prefix, keys) => keys.split(" ").map((key) => [`${prefix}${key}`, value]);
var each = (prefix, values) => Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]);
var SPECS = ["prometheus.prometheusSpec.", "alertmanager.alertmanagerSpec."];
var CONTROL_PLANE = ["kubeApiServer.", "kubelet.", "kubeControllerManager.", "coreDns.", "kubeDns.", "kubeEtcd.", "kubeScheduler.", "kubeProxy."];
var MONITORS = [...CONTROL_PLANE, "prometheus.", "alertmanager.", "prometheusOperator."].map((part) => `${part}serviceMonitor.`);
var CHART_DEFAULTS = new Map([
  ...all(true, "", "crds.enabled global.rbac.create kubernetesServiceMonitors.enabled kubeStateMetrics.enabled nodeExporter.enabled"),
  ...all(true, "nodeExporter.operatingSystems.", "linux.enabled aix.enabled darwin.enabled"),
  ...all(false, "", "global.rbac.createAggregateClusterRoles global.rbac.pspEnabled windowsMonitoring.enabled thanosRuler.enabled cleanPrometheusOperatorObjectNames crds.upgradeJob.enabled"),
  // -- rules
  ...all(true, "defaultRules.", "create"),
  ...all(true, "defaultRules.rules.", "alertmanager etcd configReloaders general k8sContainerCpuUsageSecondsTotal k8sContainerMemoryCache k8sContainerMemoryRss k8sContainerMemorySwap k8sContainerResource k8sContainerMemoryWorkingSetBytes k8sPodOwner kubeApiserverAvailability kubeApiserverBurnrate kubeApiserverHistogram kubeApiserverSlos kubeControllerManager kubelet kubeProxy kubePrometheusGeneral kubePrometheusNodeRecording kubernetesApps kubernetesResources kubernetesStorage kubernetesSystem kubeSchedulerAlerting kubeSchedulerRecording kubeStateMetrics network node nodeExporterAlerting nodeExporterRecording prometheus prometheusOperator windows"),
  ...each("defaultRules.", { "appNamespacesOperator": "=~", "appNamespacesTarget": ".*", "runbookUrl": "https://runbooks.prometheus-operator.dev/runbooks", "node.fsSelector": 'fstype!=""' }),
  // -- both custom resources
  ...SPECS.flatMap((spec) => [
    ...all(false, spec, "listenLocal paused hostNetwork image.sha"),
    ...all(true, spec, "automountServiceAccountToken"),
    ...all(0, spec, "minReadySeconds"),
    ...each(spec, {
      "replicas": 1,
      "logFormat": "logfmt",
      "logLevel": "info",
      "routePrefix": "/",
      "portName": "http-web",
      "podAntiAffinity": "soft",
      "podAntiAffinityTopologyKey": "kubernetes.io/hostname",
      "image.registry": "quay.io",
      "image.pullPolicy": "IfNotPresent",
      "securityContext.runAsGroup": 2e3,
      "securityContext.runAsNonRoot": true,
      "securityContext.runAsUser": 1e3,
      "securityContext.fsGroup": 2e3,
      "securityContext.seccompProfile.type": "RuntimeDefault"
    })
  ]),
  // -- Prometheus
  ...all(true, "prometheus.", "enabled serviceAccount.create serviceAccount.automountServiceAccountToken service.enabled"),
  ...all(false, "prometheus.", "agentMode thanosService.enabled thanosServiceMonitor.enabled thanosServiceExternal.enabled thanosIngress.enabled podDisruptionBudget.enabled ingress.enabled ingressPerReplica.enabled servicePerReplica.enabled route.main.enabled networkPolicy.enabled service.publishNotReadyAddresses"),
  ...each("prometheus.", {
    "service.type": "ClusterIP",
    "service.port": 9090,
    "service.targetPort": 9090,
    "service.nodePort": 30090,
    "service.reloaderWebPort": 8080,
    "service.sessionAffinity": "None",
    "service.externalTrafficPolicy": "Cluster",
    "podDisruptionBudget.minAvailable": 1,
    "podDisruptionBudget.unhealthyPodEvictionPolicy": "AlwaysAllow",
    "prometheusSpec.image.repository": "prometheus/prometheus"
  }),
  ...each("prometheus.prometheusSpec.", { "retention": "10d", "shards": 1, "walCompression": true, "tsdb.outOfOrderTimeWindow": "0s", "enforcedSampleLimit": false, "enforcedKeepDroppedTargets": 0, "maximumStartupDurationSeconds": 0, "hostUsers": true }),
  ...all(true, "prometheus.prometheusSpec.", "ruleSelectorNilUsesHelmValues serviceMonitorSelectorNilUsesHelmValues podMonitorSelectorNilUsesHelmValues probeSelectorNilUsesHelmValues scrapeConfigSelectorNilUsesHelmValues"),
  ...all(false, "prometheus.prometheusSpec.", "disableCompaction enableOTLPReceiver enableAdminAPI enableRemoteWriteReceiver replicaExternalLabelNameClear prometheusExternalLabelNameClear remoteWriteDashboards arbitraryFSAccessThroughSMs overrideHonorLabels overrideHonorTimestamps ignoreNamespaceSelectors enforcedTargetLimit enforcedLabelLimit enforcedLabelNameLengthLimit enforcedLabelValueLengthLimit allowOverlappingBlocks"),
  // -- Alertmanager
  ...all(true, "alertmanager.", "enabled serviceAccount.create serviceAccount.automountServiceAccountToken service.enabled"),
  ...all(false, "alertmanager.", "podDisruptionBudget.enabled ingress.enabled ingressPerReplica.enabled servicePerReplica.enabled route.main.enabled networkPolicy.enabled tplConfig alertmanagerSpec.useExistingSecret alertmanagerSpec.clusterAdvertiseAddress alertmanagerSpec.forceEnableClusterMode forceDeployDashboards"),
  ...each("alertmanager.", {
    "apiVersion": "v2",
    "service.type": "ClusterIP",
    "service.port": 9093,
    "service.targetPort": 9093,
    "service.nodePort": 30903,
    "service.sessionAffinity": "None",
    "service.externalTrafficPolicy": "Cluster",
    "podDisruptionBudget.minAvailable": 1,
    "podDisruptionBudget.unhealthyPodEvictionPolicy": "AlwaysAllow",
    "alertmanagerSpec.retention": "120h",
    "alertmanagerSpec.image.repository": "prometheus/alertmanager",
    "alertmanagerSpec.scheme": "http"
  }),
  // -- the operator
  ...all(true, "prometheusOperator.", "enabled tls.enabled livenessProbe.enabled readinessProbe.enabled admissionWebhooks.enabled admissionWebhooks.patch.enabled serviceAccount.create serviceAccount.automountServiceAccountToken automountServiceAccountToken kubeletService.enabled kubeletEndpointsEnabled"),
  ...all(false, "prometheusOperator.", "kubeletEndpointSliceEnabled podDisruptionBudget.enabled networkPolicy.enabled hostNetwork prometheusConfigReloader.enableProbe verticalPodAutoscaler.enabled admissionWebhooks.certManager.enabled admissionWebhooks.deployment.enabled"),
  ...each("prometheusOperator.", {
    "revisionHistoryLimit": 10,
    "tls.tlsMinVersion": "VersionTLS13",
    "tls.internalPort": 10250,
    "admissionWebhooks.timeoutSeconds": 10,
    "logFormat": "logfmt",
    "logLevel": "info",
    "kubeletService.namespace": "kube-system",
    "service.type": "ClusterIP",
    "service.nodePort": 30080,
    "service.nodePortTls": 30443,
    "service.externalTrafficPolicy": "Cluster",
    "env.GOGC": "30",
    "secretFieldSelector": "type!=kubernetes.io/dockercfg,type!=kubernetes.io/service-account-token,type!=helm.sh/release.v1",
    "image.registry": "quay.io",
    "image.repository": "prometheus-operator/prometheus-operator",
    "image.pullPolicy": "IfNotPresent",
    "prometheusConfigReloader.image.registry": "quay.io",
    "terminationGracePeriodSeconds": 30,
    "prometheusConfigReloader.image.repository": "prometheus-operator/prometheus-config-reloader",
    "thanosImage.registry": "quay.io",
    "thanosImage.repository": "thanos/thanos",
    "prometheusDefaultBaseImage": "prometheus/prometheus",
    "prometheusDefaultBaseImageRegistry": "quay.io",
    "alertmanagerDefaultBaseImage": "prometheus/alertmanager",
    "alertmanagerDefaultBaseImageRegistry": "quay.io"
  }),
  // -- what is scraped
  ...CONTROL_PLANE.flatMap((part) => all(part !== "kubeDns.", part, "enabled")),
  ...CONTROL_PLANE.flatMap((part) => all(true, part, "service.enabled")),
  ...all("kube-system", "kubelet.", "namespace"),
  ...MONITORS.flatMap((monitor) => [...all(true, monitor, "enabled selfMonitor enableHttp2 honorLabels"), ...all(0, monitor, "sampleLimit targetLimit labelLimit labelNameLengthLimit labelValueLengthLimit")]),
  ...each("kubelet.serviceMonitor.", { "kubelet": true, "attachMetadata.node": false, "https": true, "insecureSkipVerify": true, "cAdvisor": true, "cAdvisorInterval": "10s", "probes": true, "resource": false, "trackTimestampsStaleness": true, "honorTimestamps": true }),
  ...each("", {
    "kubeApiServer.tlsConfig.serverName": "kubernetes",
    "kubeApiServer.tlsConfig.insecureSkipVerify": false,
    "coreDns.service.port": 9153,
    "coreDns.service.targetPort": 9153,
    "kubeEtcd.service.port": 2381,
    "kubeEtcd.service.targetPort": 2381,
    "kubeProxy.service.port": 10249,
    "kubeProxy.service.targetPort": 10249,
    "kubeDns.service.dnsmasq.port": 10054,
    "kubeDns.service.dnsmasq.targetPort": 10054,
    "kubeDns.service.skydns.port": 10055,
    "kubeDns.service.skydns.targetPort": 10055,
    "kube-state-metrics.rbac.create": true,
    "kube-state-metrics.releaseLabel": true,
    "kube-state-metrics.prometheusScrape": false,
    "kube-state-metrics.prometheus.monitor.enabled": true,
    "kube-state-metrics.selfMonitor.enabled": false,
    "prometheus-node-exporter.releaseLabel": true,
    "prometheus-node-exporter.service.portName": "http-metrics",
    "prometheus-node-exporter.rbac.pspEnabled": false,
    "prometheus-node-exporter.podLabels.jobLabel": "node-exporter",
    "prometheus-node-exporter.prometheus.monitor.enabled": true,
    "prometheus-node-exporter.prometheus.monitor.jobLabel": "jobLabel"
  }),
  // -- Grafana
  ...each("grafana.", {
    "defaultDashboardsEnabled": true,
    "forceDeployDashboards": false,
    "forceDeployDatasources": false,
    "defaultDashboardsTimezone": "utc",
    "defaultDashboardsEditable": true,
    "defaultDashboardsInterval": "1m",
    "adminUser": "admin",
    "rbac.pspEnabled": false,
    "ingress.enabled": false,
    "sidecar.dashboards.enabled": true,
    "sidecar.dashboards.label": "grafana_dashboard",
    "sidecar.dashboards.labelValue": "1",
    "sidecar.dashboards.searchNamespace": "ALL",
    "sidecar.datasources.enabled": true,
    "sidecar.datasources.defaultDatasourceEnabled": true,
    "service.portName": "http-web",
    "serviceMonitor.enabled": true,
    "serviceMonitor.path": "/metrics"
  })
]);

// src/migrate/values.ts
var to = (path2, option, as) => ({ path: path2, to: option, as });
var not = (why, ...paths) => paths.map((path2) => ({ path: path2, why }));
var nothing = (path2, is) => ({ path: path2, is });
var PATCH = 'set it by a JSON patch of the object, like stack.prometheus.customResource.addJsonPatch(JsonPatch.add("/spec/...", ...))';
var OWN_OBJECT = "make it beside the stack, as an ApiObject or with a construct of this library";
var SECRET = "values with secrets do not belong into a repository: make the Secret outside, and refer to it";
function pod(path2, option) {
  return [
    to(`${path2}.nodeSelector`, `${option}.nodeSelector`, labels),
    to(`${path2}.tolerations`, `${option}.tolerations`, tolerations),
    to(`${path2}.priorityClassName`, `${option}.priorityClassName`, text),
    to(`${path2}.resources.requests.cpu`, `${option}.cpu`, (value) => text(String(value))),
    to(`${path2}.resources.requests.memory`, `${option}.memory`, text),
    to(`${path2}.resources.limits.memory`, `${option}.memoryLimit`, text),
    ...not("a CPU limit slows down what should measure: there is none", `${path2}.resources.limits.cpu`),
    ...not(PATCH, `${path2}.affinity.**`, `${path2}.topologySpreadConstraints`, `${path2}.securityContext.**`, `${path2}.containerSecurityContext.**`, `${path2}.podAnnotations.**`, `${path2}.podLabels.**`)
  ];
}
function customResource(path2, option, component) {
  return [
    ...pod(path2, option),
    to(`${path2}.replicas`, `${option}.replicas`, count),
    to(`${path2}.retention`, `${option}.retention`, duration),
    to(`${path2}.externalUrl`, `${option}.externalUrl`, text),
    to(`${path2}.logLevel`, `${option}.logLevel`, text),
    to(`${path2}.logFormat`, `${option}.logFormat`, text),
    to(`${path2}.image.tag`, `${option}.version`, version),
    to(`${path2}.${component === "prometheus" ? "storageSpec" : "storage"}`, `${option}.storage`, storage),
    ...not('the images of this library are those of the versions; a mirror is "imageRegistry" of the stack, a digest "imageDigest"', `${path2}.image.**`, `${path2}.sha`),
    ...not(PATCH, ...[
      "podMetadata.**",
      "volumes",
      "volumeMounts",
      "initContainers",
      "containers",
      "hostAliases",
      "hostNetwork",
      "dnsConfig.**",
      "dnsPolicy",
      "podAntiAffinity",
      "podAntiAffinityTopologyKey",
      "paused",
      "minReadySeconds",
      "additionalConfig.**",
      "additionalArgs",
      "portName",
      "routePrefix",
      "persistentVolumeClaimRetentionPolicy.**",
      "serviceName",
      "automountServiceAccountToken",
      "web.**",
      "secrets",
      "configMaps"
    ].map((key) => `${path2}.${key}`))
  ];
}
var NAMES = "prometheus.name, alertmanager.name";
var ALERTS = 'the rules and their names are those of this library (docs/runbooks): "mixin.disabledGroups" and "mixin.alerts"; rules of others by MonitoringMixin.fromFile';
var EXPOSED = "WebIngress, WebRoute and OAuth2Proxy lead to the user interfaces";
var FOUND_BY_NAMESPACE = 'monitors and rules are found by their namespaces ("namespaces", "allNamespaces"), not by labels';
var SCRAPE_OBJECT = "the job is that of this library; relabelings, limits and intervals of single jobs by a JSON patch of its ServiceMonitor";
var VALUES = [
  // -- all of it
  to("namespaceOverride", "namespace", text),
  to("commonLabels", "commonLabels", labels),
  to("global.imageRegistry", "imageRegistry", text),
  to("global.imagePullSecrets", "imagePullSecrets", secretNames),
  nothing("global.rbac.create", true),
  ...not('permissions come with the components; pods are "restricted" and need no PodSecurityPolicy', "global.rbac.**"),
  to("kubeTargetVersionOverride", "kubernetesVersion", (value) => text(String(value).replace(/^v/, ""))),
  to("kubeVersionOverride", "kubernetesVersion", (value) => text(String(value).replace(/^v/, ""))),
  nothing("crds.enabled", true),
  ...not('CustomResourceDefinitions come from the files of a release: "crds: { path }"', "crds.**"),
  ...not(OWN_OBJECT, "extraManifests", "extraManifests.**"),
  { path: "nameOverride", used: NAMES },
  { path: "fullnameOverride", used: NAMES },
  { path: "cleanPrometheusOperatorObjectNames", is: false, used: NAMES },
  // -- Prometheus
  to("prometheus.enabled", "prometheusEnabled", flag),
  ...customResource("prometheus.prometheusSpec", "prometheus", "prometheus"),
  nothing("prometheus.agentMode", false),
  ...not('"agent" of the stack in place of "prometheus"', "prometheus.agentMode"),
  to("prometheus.prometheusSpec.scrapeInterval", "prometheus.scrapeInterval", duration),
  to("prometheus.prometheusSpec.scrapeTimeout", "prometheus.scrapeTimeout", duration),
  to("prometheus.prometheusSpec.evaluationInterval", "prometheus.evaluationInterval", duration),
  to("prometheus.prometheusSpec.retentionSize", "prometheus.retentionSize", size),
  to("prometheus.prometheusSpec.shards", "prometheus.shards", count),
  to("prometheus.prometheusSpec.externalLabels", "prometheus.externalLabels", labels),
  to("prometheus.prometheusSpec.walCompression", "prometheus.walCompression", flag),
  to("prometheus.prometheusSpec.enableFeatures", "prometheus.enableFeatures", texts),
  to("prometheus.prometheusSpec.listenLocal", "prometheus.listenLocal", flag),
  to("prometheus.prometheusSpec.additionalScrapeConfigsSecret", "prometheus.additionalScrapeConfigs", secretKey),
  to("prometheus.prometheusSpec.tsdb.outOfOrderTimeWindow", "prometheus.outOfOrderTimeWindow", duration),
  to("prometheus.prometheusSpec.query.maxConcurrency", "prometheus.query.maxConcurrency", count),
  to("prometheus.prometheusSpec.query.maxSamples", "prometheus.query.maxSamples", count),
  to("prometheus.prometheusSpec.query.timeout", "prometheus.query.timeout", duration),
  to("prometheus.prometheusSpec.query.lookbackDelta", "prometheus.query.lookbackDelta", duration),
  ...not('jobs by ScrapeConfig objects, or "additionalScrapeConfigs" with a Secret', "prometheus.prometheusSpec.additionalScrapeConfigs", "prometheus.prometheusSpec.additionalScrapeConfigs.**"),
  ...not(SECRET, "prometheus.prometheusSpec.additionalAlertManagerConfigs", "prometheus.prometheusSpec.additionalAlertRelabelConfigs", "prometheus.prometheusSpec.additionalAlertManagerConfigsSecret.**", "prometheus.prometheusSpec.additionalAlertRelabelConfigsSecret.**", "prometheus.prometheusSpec.additionalPrometheusSecretsAnnotations.**"),
  ...not('"remoteWrite: [RemoteWrite.mimir(...), ...]": receivers by their names, with credentials from Secrets', "prometheus.prometheusSpec.remoteWrite", "prometheus.prometheusSpec.additionalRemoteWrite"),
  ...not(PATCH, "prometheus.prometheusSpec.remoteRead", "prometheus.prometheusSpec.additionalRemoteRead", "prometheus.prometheusSpec.remoteWriteDashboards"),
  ...["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"].flatMap((kind) => [nothing(`prometheus.prometheusSpec.${kind}SelectorNilUsesHelmValues`, false), ...not(
    FOUND_BY_NAMESPACE,
    `prometheus.prometheusSpec.${kind}SelectorNilUsesHelmValues`,
    `prometheus.prometheusSpec.${kind}Selector.**`,
    `prometheus.prometheusSpec.${kind}NamespaceSelector.**`
  )]),
  ...not('"thanos: { objectStorage }" of prometheus, and ThanosQuery, ThanosStore, ThanosCompactor', "prometheus.prometheusSpec.thanos.**", "prometheus.thanosService.**", "prometheus.thanosServiceMonitor.**", "prometheus.thanosServiceExternal.**", "prometheus.thanosIngress.**"),
  ...not(PATCH, ...[
    "apiserverConfig.**",
    "arbitraryFSAccessThroughSMs",
    "overrideHonorLabels",
    "overrideHonorTimestamps",
    "ignoreNamespaceSelectors",
    "enforcedNamespaceLabel",
    "excludedFromEnforcement",
    "prometheusRulesExcludedFromEnforce",
    "queryLogFile",
    "sampleLimit",
    "enforcedSampleLimit",
    "enforcedTargetLimit",
    "enforcedLabelLimit",
    "enforcedLabelNameLengthLimit",
    "enforcedLabelValueLengthLimit",
    "enforcedKeepDroppedTargets",
    "disableCompaction",
    "enableAdminAPI",
    "enableRemoteWriteReceiver",
    "enableOTLPReceiver",
    "otlp.**",
    "exemplars.**",
    "maximumStartupDurationSeconds",
    "scrapeClasses",
    "scrapeFailureLogFile",
    "scrapeProtocols",
    "alertingEndpoints",
    "allowOverlappingBlocks",
    "nameValidationScheme",
    "nameEscapingScheme",
    "convertClassicHistogramsToNHCB",
    "scrapeClassicHistograms",
    "scrapeNativeHistograms",
    "serviceDiscoveryRole",
    "tsdb.**",
    "query.**",
    "version",
    "prometheusExternalLabelName",
    "prometheusExternalLabelNameClear",
    "replicaExternalLabelName",
    "replicaExternalLabelNameClear",
    "tracingConfig.**",
    "hostUsers"
  ].map((key) => `prometheus.prometheusSpec.${key}`)),
  ...not(EXPOSED, "prometheus.ingress.**", "prometheus.ingressPerReplica.**", "prometheus.route.**"),
  ...not('the Service is named by "name" of prometheus; its type by "serviceOptions"', "prometheus.service.**", "prometheus.servicePerReplica.**"),
  to("prometheus.service.type", "prometheus.serviceOptions.type", text),
  to("prometheus.service.annotations", "prometheus.serviceOptions.annotations", labels),
  nothing("prometheus.podDisruptionBudget.enabled", true),
  ...not("each Prometheus with two replicas has one", "prometheus.podDisruptionBudget.**"),
  ...not('"networkPolicy" and "clientNamespaces" of prometheus', "prometheus.networkPolicy.**"),
  ...not(SCRAPE_OBJECT, "prometheus.serviceMonitor.**"),
  ...not(OWN_OBJECT, "prometheus.additionalServiceMonitors", "prometheus.additionalPodMonitors", "prometheus.additionalRulesForClusterRole", "prometheus.extraSecret.**"),
  nothing("prometheus.serviceAccount.create", true),
  ...not(PATCH, "prometheus.serviceAccount.**", "prometheus.annotations.**", "prometheus.additionalLabels.**"),
  // -- Alertmanager
  to("alertmanager.enabled", "alertmanagerEnabled", flag),
  ...customResource("alertmanager.alertmanagerSpec", "alertmanager", "alertmanager"),
  to("alertmanager.alertmanagerSpec.configSecret", "alertmanager.configSecret", text),
  nothing("alertmanager.alertmanagerSpec.useExistingSecret", true),
  ...not(
    `"routing: new AlertRouting(...)", or "configSecret": ${SECRET}`,
    "alertmanager.config.**",
    "alertmanager.stringConfig",
    "alertmanager.tplConfig",
    "alertmanager.secret.**",
    "alertmanager.templateFiles.**",
    "alertmanager.extraSecret.**",
    "alertmanager.alertmanagerSpec.alertmanagerConfiguration.**",
    "alertmanager.alertmanagerSpec.useExistingSecret"
  ),
  ...not(FOUND_BY_NAMESPACE, "alertmanager.alertmanagerSpec.alertmanagerConfigSelector.**", "alertmanager.alertmanagerSpec.alertmanagerConfigNamespaceSelector.**"),
  ...not('"configMatcher"', "alertmanager.alertmanagerSpec.alertmanagerConfigMatcherStrategy.**"),
  ...not(PATCH, ...["clusterAdvertiseAddress", "clusterGossipInterval", "clusterPeerTimeout", "clusterPushpullInterval", "clusterLabel", "forceEnableClusterMode", "additionalPeers", "listenLocal", "scheme", "limits.**"].map((key) => `alertmanager.alertmanagerSpec.${key}`)),
  ...not(EXPOSED, "alertmanager.ingress.**", "alertmanager.ingressPerReplica.**", "alertmanager.route.**"),
  to("alertmanager.service.type", "alertmanager.serviceOptions.type", text),
  to("alertmanager.service.annotations", "alertmanager.serviceOptions.annotations", labels),
  ...not('the Service is named by "name" of alertmanager', "alertmanager.service.**", "alertmanager.servicePerReplica.**"),
  ...not(SCRAPE_OBJECT, "alertmanager.serviceMonitor.**"),
  nothing("alertmanager.podDisruptionBudget.enabled", true),
  ...not("each Alertmanager with several replicas has one", "alertmanager.podDisruptionBudget.**"),
  nothing("alertmanager.serviceAccount.create", true),
  nothing("alertmanager.apiVersion", "v2"),
  ...not('"networkPolicy" of alertmanager', "alertmanager.networkPolicy.**"),
  ...not(PATCH, "alertmanager.annotations.**", "alertmanager.additionalLabels.**", "alertmanager.serviceAccount.**", "alertmanager.enableFeatures", "alertmanager.namespaceOverride", "alertmanager.forceDeployDashboards"),
  // -- the operator
  to("prometheusOperator.enabled", "operatorEnabled", flag),
  ...pod("prometheusOperator", "operator"),
  to("prometheusOperator.image.tag", "operator.version", version),
  to("prometheusOperator.logLevel", "operator.logLevel", text),
  to("prometheusOperator.logFormat", "operator.logFormat", text),
  to("prometheusOperator.prometheusConfigReloader.enableProbe", "operator.configReloaderProbes", flag),
  to("prometheusOperator.prometheusConfigReloader.resources.requests.cpu", "operator.configReloaderCpu", (value) => text(String(value))),
  to("prometheusOperator.prometheusConfigReloader.resources.requests.memory", "operator.configReloaderMemory", text),
  ...not("requests are enough: a limit of the reloader kills it while a large configuration is read", "prometheusOperator.prometheusConfigReloader.resources.limits.**"),
  ...not("there is no admission webhook: rules are read at synth, by Prometheus' own grammar", "prometheusOperator.admissionWebhooks.**", "prometheusOperator.tls.**"),
  ...not(
    `the kubelet is scraped by what "platform", "nodes" and the operator's version say`,
    "prometheusOperator.kubeletService.**",
    "prometheusOperator.kubeletEndpointsEnabled",
    "prometheusOperator.kubeletEndpointSliceEnabled"
  ),
  ...not(
    FOUND_BY_NAMESPACE,
    "prometheusOperator.namespaces.**",
    "prometheusOperator.denyNamespaces",
    "prometheusOperator.alertmanagerInstanceNamespaces",
    "prometheusOperator.prometheusInstanceNamespaces",
    "prometheusOperator.thanosRulerInstanceNamespaces",
    "prometheusOperator.alertmanagerConfigNamespaces"
  ),
  ...not(SCRAPE_OBJECT, "prometheusOperator.serviceMonitor.**"),
  ...not(
    "the images of this library are those of the versions",
    "prometheusOperator.image.**",
    "prometheusOperator.prometheusConfigReloader.image.**",
    "prometheusOperator.prometheusDefaultBaseImage",
    "prometheusOperator.prometheusDefaultBaseImageRegistry",
    "prometheusOperator.alertmanagerDefaultBaseImage",
    "prometheusOperator.alertmanagerDefaultBaseImageRegistry",
    "prometheusOperator.thanosImage.**"
  ),
  ...["thanosImage", "prometheusConfigReloader.image"].map((image) => ({ path: `prometheusOperator.${image}.tag`, used: "the image of the version of the operator" })),
  nothing("prometheusOperator.serviceAccount.create", true),
  ...not(PATCH, ...[
    "service.**",
    "serviceAccount.**",
    "labels.**",
    "annotations.**",
    "extraArgs",
    "env.**",
    "fullnameOverride",
    "strategy.**",
    "revisionHistoryLimit",
    "hostNetwork",
    "dnsConfig.**",
    "livenessProbe.**",
    "readinessProbe.**",
    "verticalPodAutoscaler.**",
    "lifecycle.**",
    "networkPolicy.**",
    "podDisruptionBudget.**",
    "secretFieldSelector",
    "clusterDomain",
    "terminationGracePeriodSeconds",
    "automountServiceAccountToken",
    "extraVolumes",
    "extraVolumeMounts"
  ].map((key) => `prometheusOperator.${key}`)),
  // -- what is scraped
  ...[["kubeApiServer", "apiServer"], ["kubelet", "kubelet"], ["kubeControllerManager", "controllerManager"], ["coreDns", "dns"], ["kubeEtcd", "etcd"], ["kubeScheduler", "scheduler"], ["kubeProxy", "kubeProxy"]].flatMap(([key, option]) => [to(`${key}.enabled`, `controlPlane.${option}`, flag), ...not(SCRAPE_OBJECT, `${key}.serviceMonitor.**`, `${key}.service.**`, `${key}.endpoints`, `${key}.namespace`, `${key}.tlsConfig.**`)]),
  nothing("kubeDns.enabled", false),
  ...not('"controlPlane.dns" asks what the platform has', "kubeDns.**"),
  to("kubernetesServiceMonitors.enabled", "controlPlaneEnabled", flag),
  to("kubeStateMetrics.enabled", "kubeStateMetricsEnabled", flag),
  to("nodeExporter.enabled", "nodeExporterEnabled", flag),
  ...not('"mixin": the rules and dashboards are those of Linux; "windowsExporter" brings Windows', "nodeExporter.operatingSystems.**", "nodeExporter.forceDeployDashboards"),
  ...pod("kube-state-metrics", "kubeStateMetrics"),
  to("kube-state-metrics.image.tag", "kubeStateMetrics.version", version),
  to("kube-state-metrics.collectors", "kubeStateMetrics.resources", texts),
  to("kube-state-metrics.metricAllowlist", "kubeStateMetrics.metricAllowlist", texts),
  to("kube-state-metrics.metricDenylist", "kubeStateMetrics.metricDenylist", texts),
  ...not('"metricLabelsAllowlist" by resource: { pods: ["app"] }', "kube-state-metrics.metricLabelsAllowlist", "kube-state-metrics.metricAnnotationsAllowList"),
  ...not('"shards" of kubeStateMetrics', "kube-state-metrics.autosharding.**"),
  ...not('"customResourceState" of kubeStateMetrics', "kube-state-metrics.customResourceState.**"),
  to("kube-state-metrics.namespacesDenylist", "kubeStateMetrics.namespacesDenylist", (value) => typeof value === "string" ? texts(value.split(",")) : texts(value)),
  ...not(SCRAPE_OBJECT, "kube-state-metrics.prometheus.**", "kube-state-metrics.prometheusScrape"),
  ...not(PATCH, "kube-state-metrics.**"),
  ...pod("prometheus-node-exporter", "nodeExporter"),
  to("prometheus-node-exporter.image.tag", "nodeExporter.version", version),
  ...not('"enableCollectors" and "disableCollectors" of nodeExporter', "prometheus-node-exporter.extraArgs"),
  to("prometheus-node-exporter.service.port", "nodeExporter.port", count),
  ...not(SCRAPE_OBJECT, "prometheus-node-exporter.prometheus.**"),
  ...not(PATCH, "prometheus-node-exporter.**"),
  nothing("windowsMonitoring.enabled", false),
  ...not('"windowsExporter: {}" of the stack', "windowsMonitoring.**", "prometheus-windows-exporter.**"),
  // -- rules, dashboards, and what shows them
  to("defaultRules.create", "mixinEnabled", flag),
  ...not(
    ALERTS,
    "defaultRules.rules.**",
    "defaultRules.disabled.**",
    "customRules.**",
    "defaultRules.appNamespacesTarget",
    "defaultRules.appNamespacesOperator",
    "defaultRules.keepFiringFor",
    "defaultRules.additionalAggregationLabels",
    "defaultRules.node.**",
    "defaultRules.windows.**"
  ),
  to("defaultRules.runbookUrl", "mixin.runbookUrl", text),
  to("defaultRules.additionalRuleLabels", "mixin.alertLabels", labels),
  to("defaultRules.labels", "mixin.labels", labels),
  ...not(ALERTS, "defaultRules.annotations.**", "defaultRules.additionalRuleAnnotations.**", "defaultRules.additionalRuleGroupLabels.**", "defaultRules.additionalRuleGroupAnnotations.**"),
  ...not(OWN_OBJECT, "additionalPrometheusRules", "additionalPrometheusRulesMap.**"),
  to("grafana.enabled", "mixin.dashboards", flag),
  to("grafana.sidecar.dashboards.label", "mixin.dashboardLabels", (value) => text(value) && literal({ [value]: "1" })),
  ...not('new Grafana(chart, "Grafana", { admin: { secretName }, datasources: [...] })', "grafana.**"),
  nothing("thanosRuler.enabled", false),
  ...not("new ThanosRuler(...)", "thanosRuler.**")
];

// src/validation/similar.ts
function similarTo(name, names2) {
  const small = name.toLowerCase();
  const found = [...new Set(names2)].map((each2) => [distance(small, each2.toLowerCase()), each2]).filter(([far]) => far <= 3 && far < name.length / 2);
  return found.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)).map(([, each2]) => each2);
}
function distance(a, b) {
  const [one, other] = [a.slice(0, 64), b.slice(0, 64)];
  let row13 = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row13[j] + 1, row13[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row13 = next;
  }
  return row13[other.length];
}

// src/migrate/migrate.ts
var EXACT = /* @__PURE__ */ new Map();
var BELOW = [];
for (const row13 of VALUES) {
  if (row13.path.endsWith(".**")) {
    BELOW.push({ ...row13, path: row13.path.slice(0, -3) });
  } else {
    EXACT.set(row13.path, [...EXACT.get(row13.path) ?? [], row13]);
  }
}
var INNER = new Set([...EXACT.keys(), ...BELOW.map(({ path: path2 }) => `${path2}.x`)].flatMap((path2) => path2.split(".").slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join("."))));
function migrateValues(values) {
  const options = /* @__PURE__ */ new Map();
  const found = [];
  visit(values, "", options, found);
  return { options, values: found };
}
function visit(value, path2, options, found) {
  const rows2 = EXACT.get(path2);
  if (rows2) {
    found.push(outcomeOf(value, path2, rows2, options));
  } else if (isMap(value) && (path2 === "" || INNER.has(path2))) {
    for (const key of Object.keys(value)) {
      const inner = path2 === "" ? key : `${path2}.${key}`;
      if (isSwitchedOff(value) && key !== "enabled") {
        visitSwitchedOff(value[key], inner, found);
      } else {
        visit(value[key], inner, options, found);
      }
    }
  } else {
    const row13 = BELOW.filter((each2) => path2 === each2.path || path2.startsWith(`${each2.path}.`)).sort((a, b) => b.path.length - a.path.length)[0];
    if (!row13 && !INNER.has(path2)) {
      found.push({ path: path2, outcome: "unknown", note: unknownNote(path2) });
    } else {
      const nothing2 = isSwitchedOff(value) ? SWITCHED_OFF : saysNothing(value, path2);
      found.push(nothing2 === void 0 ? { path: path2, outcome: row13 ? "unsupported" : "unknown", note: row13?.why ?? unknownNote(path2) } : { path: path2, outcome: "default", note: nothing2 });
    }
  }
}
var SWITCHED_OFF = "it is switched off";
function isSwitchedOff(value) {
  return isMap(value) && value.enabled === false;
}
function visitSwitchedOff(value, path2, found) {
  const inside = [];
  visit(value, path2, /* @__PURE__ */ new Map(), inside);
  found.push(...inside.map((each2) => each2.outcome === "unknown" ? each2 : { path: each2.path, outcome: "default", note: SWITCHED_OFF }));
}
function saysNothing(value, path2) {
  if (isEmpty(value)) {
    return "it says nothing";
  }
  const isAsInChart = isMap(value) ? Object.entries(value).every(([key, inner]) => isSwitchedOff(inner) || saysNothing(inner, `${path2}.${key}`) !== void 0) : CHART_DEFAULTS.get(path2) === value;
  return isAsInChart ? "the chart has it so, whether one says it or not" : void 0;
}
function outcomeOf(value, path2, rows2, options) {
  if (rows2.some((row13) => "is" in row13 && JSON.stringify(row13.is) === JSON.stringify(value))) {
    return { path: path2, outcome: "default", note: "it is so here" };
  }
  const nothing2 = saysNothing(value, path2);
  if (nothing2 !== void 0) {
    return { path: path2, outcome: "default", note: nothing2 };
  }
  const used = rows2.find((row13) => row13.used !== void 0)?.used;
  if (used) {
    return { path: path2, outcome: "mapped", note: used };
  }
  const mapped = rows2.find((row13) => row13.to !== void 0);
  const expression = mapped?.as(value);
  if (mapped && expression) {
    options.set(mapped.to, expression);
    return { path: path2, outcome: "mapped", note: mapped.to };
  }
  if (isSwitchedOff(value)) {
    return { path: path2, outcome: "default", note: SWITCHED_OFF };
  }
  const why = rows2.find((row13) => row13.why !== void 0)?.why;
  return { path: path2, outcome: "unsupported", note: why ?? (mapped ? `this value cannot be read: "${mapped.to}" is the option` : "it is always so here") };
}
function isEmpty(value) {
  return value === null || value === void 0 || value === "" || Array.isArray(value) && value.length === 0 || isMap(value) && Object.keys(value).length === 0;
}
function unknownNote(path2) {
  const parent = path2.includes(".") ? path2.slice(0, path2.lastIndexOf(".") + 1) : "";
  const siblings = [...EXACT.keys(), ...BELOW.map((each2) => each2.path), ...INNER].filter((each2) => each2.startsWith(parent)).map((each2) => each2.slice(parent.length).split(".")[0]);
  const [nearest] = similarTo(path2.slice(parent.length), siblings);
  return `the chart does not know it${nearest === void 0 ? "" : `: is "${parent}${nearest}" meant?`}`;
}

// src/scrape-graph/scrape-graph.ts
var import_cdk8s4 = require("cdk8s");

// src/scrape-graph/app-graph.ts
var import_cdk8s2 = require("cdk8s");

// src/scrape-graph/append.ts
function append(map, key, value) {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}

// src/validation/rule.ts
function rule(row13) {
  return row13;
}
function finding(row13, args) {
  return { ruleId: row13.id, severity: row13.severity, message: `${row13.message(args)} [${row13.id}]` };
}
function shown(value, limit = 80) {
  const text2 = typeof value === "string" ? value : String(value);
  const head = text2.length > limit ? `${text2.slice(0, limit)}\u2026` : text2;
  return JSON.stringify(head);
}
function listed(items, limit = 5) {
  const rest = items.length - limit;
  return items.slice(0, limit).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

// src/validation/certainty.ts
var YES = { kind: "yes" };
var no = (because) => ({ kind: "no", because });
var unknown = (because) => ({ kind: "unknown", because });
function all2(answers) {
  return answers.find(({ kind }) => kind === "no") ?? answers.find(({ kind }) => kind === "unknown") ?? YES;
}
function judged(row13, args, doubts) {
  const found = finding(row13, args);
  if (doubts.length === 0 || found.severity !== "error") {
    return found;
  }
  const mark = ` [${row13.id}]`;
  const message = found.message.endsWith(mark) ? found.message.slice(0, -mark.length) : found.message;
  return { ...found, severity: "warning", message: `${message}, unless ${doubts.join(" and ")}${found.message.endsWith(mark) ? mark : ""}` };
}

// src/scrape-graph/checks/problem.ts
function problem(row13, args, ...objects) {
  return { finding: finding(row13, args), objects: objects.filter((object) => object !== void 0) };
}
function judgedProblem(row13, args, doubts, ...objects) {
  return { finding: judged(row13, args, doubts), objects };
}

// src/scrape-graph/manifest.ts
function nameOf2({ kind, metadata: { name, namespace } }) {
  return `${kind} ${namespace === void 0 ? name : `${namespace}/${name}`}`;
}
function keyOf({ kind, metadata: { name, namespace } }) {
  return `${kind} ${namespace ?? ""} ${name}`;
}
var CORE = "";
var RBAC = "rbac.authorization.k8s.io";
var OPERATOR = "monitoring.coreos.com";
var GROUPS = {
  Service: CORE,
  Endpoints: CORE,
  ConfigMap: CORE,
  Secret: CORE,
  Namespace: CORE,
  Node: CORE,
  ServiceAccount: CORE,
  EndpointSlice: "discovery.k8s.io",
  Ingress: "networking.k8s.io",
  NetworkPolicy: "networking.k8s.io",
  Role: RBAC,
  ClusterRole: RBAC,
  RoleBinding: RBAC,
  ClusterRoleBinding: RBAC,
  Prometheus: OPERATOR,
  PrometheusAgent: OPERATOR,
  Alertmanager: OPERATOR,
  ThanosRuler: OPERATOR,
  ServiceMonitor: OPERATOR,
  PodMonitor: OPERATOR,
  Probe: OPERATOR,
  ScrapeConfig: OPERATOR,
  PrometheusRule: OPERATOR,
  AlertmanagerConfig: OPERATOR
};
function kindOf(kind, apiVersion) {
  const group = textOf(apiVersion).split("/").slice(0, -1).join("/");
  return group !== "" && Object.hasOwn(GROUPS, kind) && GROUPS[kind] !== group && !(kind === "Ingress" && group === "extensions") ? `${kind}.${group}` : kind;
}
function asManifests(values) {
  return values.flatMap((value) => {
    if (typeof value?.kind !== "string") {
      return [];
    }
    if (Array.isArray(value.items) && value.kind.endsWith("List")) {
      return asManifests(value.items);
    }
    if (typeof value.metadata?.name !== "string") {
      return [];
    }
    const { name, namespace } = value.metadata;
    const spec = typeof value.spec === "object" && value.spec !== null ? value.spec : {};
    return [{ ...value, kind: kindOf(value.kind, value.apiVersion), spec, raw: value, metadata: { name, ...typeof namespace === "string" && { namespace }, labels: textsOf(value.metadata.labels), annotations: textsOf(value.metadata.annotations) } }];
  });
}
function textsOf(value) {
  if (areTexts(value)) {
    return value;
  }
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).filter(([, text2]) => typeof text2 === "string")) : {};
}
function areTexts(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((text2) => typeof text2 === "string");
}
function listOf(value) {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.some((each2) => each2 === null || each2 === void 0) ? value.filter((each2) => each2 !== null && each2 !== void 0) : value;
}
function textOf(value, fallback = "") {
  return typeof value === "string" ? value : fallback;
}

// src/scrape-graph/rules.ts
var rules_exports = {};
__export(rules_exports, {
  ALERTS_NOWHERE: () => ALERTS_NOWHERE,
  ALL_DROPPED: () => ALL_DROPPED,
  BOARD_NOT_READ: () => BOARD_NOT_READ,
  EVALUATED_TWICE: () => EVALUATED_TWICE,
  HONOR_LABELS: () => HONOR_LABELS,
  KUBELET_TWICE: () => KUBELET_TWICE,
  LABEL_GONE: () => LABEL_GONE,
  METRIC_DROPPED: () => METRIC_DROPPED,
  NETWORK_DENIES: () => NETWORK_DENIES,
  NOTHING_WRITTEN: () => NOTHING_WRITTEN,
  NOT_SELECTED: () => NOT_SELECTED,
  NO_ADDRESS: () => NO_ADDRESS,
  NO_ALERTMANAGER: () => NO_ALERTMANAGER,
  NO_ENDPOINTS: () => NO_ENDPOINTS,
  NO_PERMISSION: () => NO_PERMISSION,
  NO_PODS: () => NO_PODS,
  NO_PORT: () => NO_PORT,
  NO_SAMPLE_LIMIT: () => NO_SAMPLE_LIMIT,
  NO_SERVICE: () => NO_SERVICE,
  NO_TARGET: () => NO_TARGET,
  NO_TARGET_PORT: () => NO_TARGET_PORT,
  OBJECT_TWICE: () => OBJECT_TWICE,
  OTHER_NAMESPACE_ASKED: () => OTHER_NAMESPACE_ASKED,
  RETENTION_TOO_LARGE: () => RETENTION_TOO_LARGE,
  ROUTE_PREFIX: () => ROUTE_PREFIX,
  ROUTING_SHARED: () => ROUTING_SHARED,
  SCRAPED_TWICE: () => SCRAPED_TWICE,
  SECRET_ELSEWHERE: () => SECRET_ELSEWHERE,
  SILENT_RECEIVER: () => SILENT_RECEIVER,
  TWO_WORKLOADS: () => TWO_WORKLOADS,
  UNDECLARED_PORT: () => UNDECLARED_PORT,
  UNKNOWN_JOB: () => UNKNOWN_JOB,
  UNKNOWN_RECORD: () => UNKNOWN_RECORD,
  UNKNOWN_RULE: () => UNKNOWN_RULE
});
var NOT_SELECTED = rule({
  id: "scrape-graph/not-selected",
  severity: "warning",
  message: ({ monitor, reasons }) => `${monitor} is chosen by no Prometheus: ${reasons.join("; ")}`,
  why: "What it says is never scraped, and nobody says so.",
  example: { monitor: "ServiceMonitor shop/web", reasons: ['Prometheus monitoring/main: its "serviceMonitorSelector" wants release=stack, and the labels are app=web'] },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md"
});
var EVALUATED_TWICE = rule({
  id: "scrape-graph/evaluated-twice",
  severity: "warning",
  message: ({ rule: what, by }) => `${what} is evaluated by ${by.join(" and by ")}: choose by labels ("ruleLabels"), or set "rulesEnabled: false" of the Prometheus`,
  why: "What both record is there twice, and each alert comes from both, the one over a part of the series.",
  example: { rule: "PrometheusRule shop/alerts", by: ["Prometheus monitoring/main", "ThanosRuler monitoring/main"] }
});
var NO_SERVICE = rule({
  id: "scrape-graph/no-service",
  severity: "warning",
  message: ({ monitor, selector: selector3, hint }) => `${monitor} selects no Service: it wants ${selector3}${hint === "" ? "" : `; ${hint}`}`,
  why: "It never has a target. A selector is compared with the labels of Services, never of Endpoints or pods.",
  example: { monitor: "ServiceMonitor monitoring/worker", selector: "app=worker-cluster", hint: 'Service monitoring/worker-cluster has no label "app"' },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/6724"
});
var NO_PORT = rule({
  id: "scrape-graph/no-port",
  severity: "error",
  message: ({ monitor, port, service: service2, there }) => `${monitor} scrapes the port ${shown(port)}, which ${service2} does not have: it has ${there.length === 0 ? "none with a name" : listed(there)}`,
  why: "It never has a target there.",
  example: { monitor: "ServiceMonitor shop/web", port: "metric", service: "Service shop/web", there: ['"metrics"'] }
});
var NO_ENDPOINTS = rule({
  id: "scrape-graph/no-endpoints",
  severity: "warning",
  message: ({ monitor, service: service2, why }) => `${monitor} finds no endpoints of ${service2}: ${why}`,
  why: "A Service without a selector, or an ExternalName, has the endpoints that somebody writes: their addresses and the names of their ports.",
  example: { monitor: "ServiceMonitor edge/worker", service: "Service edge/worker", why: 'the ports of its endpoints are "metrics", not "http": name that of the endpoints so' },
  see: "https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors"
});
var NO_TARGET = rule({
  id: "scrape-graph/no-target",
  severity: "warning",
  message: ({ monitor, prometheus, why }) => `${monitor} has no target in ${prometheus}: ${why}`,
  why: "Nothing is scraped, and Prometheus says nothing about it.",
  example: { monitor: "ServiceMonitor shop/web", prometheus: "Prometheus monitoring/main", why: 'of 3 discovered targets none passes {"action":"keep","sourceLabels":["__meta_kubernetes_endpoint_port_name"],"regex":"metrics"}' }
});
var NO_TARGET_PORT = rule({
  id: "scrape-graph/no-target-port",
  severity: "error",
  message: ({ service: service2, port, target, workload, there }) => `the port ${shown(port)} of ${service2} leads to the port ${shown(target)} of ${workload}, which declares ${there.length === 0 ? "none" : listed(there)}`,
  why: "A port of a pod that has a name must be declared: without, the Service has no endpoints there.",
  example: { service: "Service shop/web", port: "metrics", target: "metrics", workload: "Deployment shop/web", there: ['"http"'] }
});
var NO_PODS = rule({
  id: "scrape-graph/no-pods",
  severity: "warning",
  message: ({ what, selector: selector3, hint }) => `${what} selects no pods: it wants ${selector3}${hint === "" ? "" : `; ${hint}`}`,
  why: "There are no endpoints, so that nothing is scraped.",
  example: { what: "Service shop/web, which ServiceMonitor shop/web scrapes,", selector: "app=web", hint: "the pods of Deployment shop/web have app=shop" }
});
var UNDECLARED_PORT = rule({
  id: "scrape-graph/undeclared-port",
  severity: "error",
  message: ({ monitor, port, workload, there }) => `${monitor} scrapes the port ${shown(port)} of pods, which ${workload} does not declare: it declares ${there.length === 0 ? "none" : listed(there)}`,
  why: 'A "targetPort" of a ServiceMonitor and a port of a PodMonitor are compared with the ports that containers declare, even if it is a number and something listens there.',
  example: { monitor: "PodMonitor shop/web", port: "9090", workload: "Deployment shop/web", there: ['"http"'] },
  see: "https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/pod.go"
});
var TWO_WORKLOADS = rule({
  id: "scrape-graph/two-workloads",
  severity: "warning",
  message: ({ service: service2, workloads }) => `${service2} selects the pods of ${workloads.join(" and ")}: give it a selector that one of them alone fulfils`,
  why: "Both are scraped as one job, and what asks one gets the answer of the other.",
  example: { service: "Service shop/web", workloads: ["Deployment shop/web", "Deployment shop/worker"] }
});
var SCRAPED_TWICE = rule({
  id: "scrape-graph/scraped-twice",
  severity: "warning",
  message: ({ what, by, isSame: isSame2 }) => `${what} is scraped twice by one Prometheus, ${isSame2 ? "with the same labels" : "under different labels"}: ${by.join(" and ")}`,
  why: "With the same labels each sample comes twice, one of them is dropped, and rates jump; with others every sum counts it twice.",
  example: { what: 'the port "metrics" of Deployment shop/web', by: ["ServiceMonitor monitoring/shop", "ServiceMonitor shop/web"], isSame: true }
});
var UNKNOWN_JOB = rule({
  id: "scrape-graph/unknown-job",
  severity: "warning",
  message: ({ where: where2, job, similar, by }) => `${where2} asks for job ${shown(job)}, which ${by === void 0 ? "nothing here has" : `${by}, which evaluates it, does not scrape`}${similar.length === 0 ? "" : `: is it ${listed(similar)}?`}`,
  why: "The expression is empty for ever: an alert of it never fires.",
  example: { where: 'PrometheusRule shop/web, alert "WebDown"', job: "webb", similar: ['"web"'] }
});
var OBJECT_TWICE = rule({
  id: "scrape-graph/object-twice",
  severity: "warning",
  message: ({ objects, count: count3 }) => `${count3} objects are there more than once, and only the first of each is looked at: ${listed(objects, 3)}; look at one cluster at a time`,
  why: "Of two clusters in one folder nobody can tell what belongs to which.",
  example: { objects: ["Service monitoring/prometheus-main"], count: 1 }
});
var ALL_DROPPED = rule({
  id: "scrape-graph/all-dropped",
  severity: "warning",
  message: ({ monitor, what, step }) => `${monitor} selects ${what}, and its own relabeling drops every target of it: ${step}`,
  why: "Nothing is scraped there, and dropped targets are no error to Prometheus.",
  example: { monitor: "ServiceMonitor shop/web", what: "Deployment shop/web", step: '{"action":"keep","sourceLabels":["__meta_kubernetes_pod_label_tier"],"regex":"front"}' }
});
var HONOR_LABELS = rule({
  id: "scrape-graph/honor-labels",
  severity: "warning",
  message: ({ monitor, what, hidden, isOverridden }) => `${monitor} scrapes ${what} without its labels ${hidden.join(", ")}, which become ${hidden.map((label) => `exported_${label}`).join(", ")}: ${isOverridden ? 'its Prometheus has "overrideHonorLabels"' : 'set "honorLabels: true"'}`,
  why: "It exposes series of other things, with their labels; those of the target take their place, and every rule that asks for them finds those of the exporter.",
  example: { monitor: "ServiceMonitor monitoring/kube-state-metrics", what: "kube-state-metrics", hidden: ["namespace", "pod"], isOverridden: false },
  see: "https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config"
});
var NO_SAMPLE_LIMIT = rule({
  id: "scrape-graph/no-sample-limit",
  severity: "warning",
  message: ({ monitor, what }) => `${monitor} scrapes ${what}, which is outside of the cluster, without a limit: set "sampleLimit"`,
  why: "Nobody here decides how much it exposes: one label of somebody else fills the memory of Prometheus.",
  example: { monitor: "ServiceMonitor monitoring/worker", what: "Service monitoring/worker" }
});
var KUBELET_TWICE = rule({
  id: "scrape-graph/kubelet-twice",
  severity: "error",
  message: ({ service: service2, owners }) => `${service2} has two owners, who write over each other: ${owners.join(" and ")}`,
  why: "The endpoints of the kubelets change back and forth, and GitOps never comes to rest.",
  example: { service: "Service kube-system/kubelet", owners: ["Deployment monitoring/prometheus-operator, by --kubelet-service", "the manifest itself"] }
});
var NO_PERMISSION = rule({
  id: "scrape-graph/no-permission",
  severity: "warning",
  message: ({ who, verbs, resources, where: where2, monitors, hasNone }) => `${hasNone ? `nothing here is bound to ${who}, which` : who} may not ${verbs.join(" and ")} ${listed(resources)} ${where2}, for ${listed(monitors, 3)}`,
  why: "Prometheus finds no targets there, and says so in its log alone.",
  example: { who: "ServiceAccount monitoring/prometheus-main of Prometheus monitoring/main", verbs: ["list", "watch"], resources: ["endpoints", "pods", "services"], where: "in namespace shop", monitors: ["ServiceMonitor shop/web"], hasNone: false },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/4114"
});
var NETWORK_DENIES = rule({
  id: "scrape-graph/network-denies",
  severity: "warning",
  message: ({ prometheus, port, target, policies }) => `${prometheus} may not connect to port ${port} of ${target}: ${listed(policies)} let it not through`,
  why: "The target is there, and down: connections time out.",
  example: { prometheus: "Prometheus monitoring/main", port: "8080", target: "Deployment shop/web", policies: ["NetworkPolicy shop/default-deny"] }
});
var UNKNOWN_RECORD = rule({
  id: "scrape-graph/unknown-record",
  severity: "warning",
  message: ({ where: where2, series, similar, by }) => `${where2} asks for ${series}, which no rule ${by === void 0 ? "here" : `of ${by}, which evaluates it,`} records${similar.length === 0 ? "" : `: is it ${listed(similar)}?`}`,
  why: "The expression is empty for ever: an alert of it never fires, a panel shows nothing.",
  example: { where: 'ConfigMap shop/dashboard, panel "Requests"', series: '"job:requests:rate5m"', similar: ['"job:requests:rate1m"'] }
});
var METRIC_DROPPED = rule({
  id: "scrape-graph/metric-dropped",
  severity: "warning",
  message: ({ where: where2, metric, by }) => `${where2} asks for ${shown(metric)}, which is dropped wherever it could come from: ${listed(by, 2)}`,
  why: "It is scraped and thrown away: the expression is empty for ever.",
  example: { where: 'PrometheusRule monitoring/k8s, record "node_namespace_pod_container:container_memory_swap"', metric: "container_memory_swap", by: ['ServiceMonitor monitoring/kubelet, {"action":"drop","sourceLabels":["__name__"],"regex":"container_memory_swap"}'] }
});
var ALERTS_NOWHERE = rule({
  id: "scrape-graph/alerts-nowhere",
  severity: "warning",
  message: ({ prometheus, count: count3 }) => `${prometheus} has ${count3} ${count3 === 1 ? "alert" : "alerts"} and no Alertmanager: set "alerting"`,
  why: "They fire, and nobody hears of them.",
  example: { prometheus: "Prometheus monitoring/main", count: 12 }
});
var NO_ALERTMANAGER = rule({
  id: "scrape-graph/no-alertmanager",
  severity: "warning",
  message: ({ prometheus, service: service2, why }) => `${prometheus} sends its alerts to ${service2}: ${why}`,
  why: "They fire, and nobody hears of them.",
  example: { prometheus: "Prometheus monitoring/main", service: "Service monitoring/alertmanager", why: 'it has no port "http"' }
});
var ROUTING_SHARED = rule({
  id: "scrape-graph/routing-shared",
  severity: "error",
  message: ({ config, owner, others: others2 }) => `${config} is the whole configuration of ${owner}, and ${others2.join(" and ")} ${others2.length === 1 ? "takes" : "take"} it for one of a namespace, too: give each its own namespace, or an "alertmanagerConfigSelector" that leaves it out`,
  why: "Every alert would be told once more, by each of them.",
  example: { config: "AlertmanagerConfig monitoring/alertmanager-a", owner: "Alertmanager monitoring/a", others: ["Alertmanager monitoring/b"] },
  see: "https://prometheus-operator.dev/docs/developer/alerting/"
});
var SILENT_RECEIVER = rule({
  id: "scrape-graph/silent-receiver",
  severity: "warning",
  message: ({ alertmanager, receiver, alerts }) => `${alertmanager} routes ${listed(alerts, 3)} to the receiver ${shown(receiver)} alone, which sends to nobody`,
  why: "They fire, and nobody hears of them.",
  example: { alertmanager: "Alertmanager monitoring/main", receiver: "null", alerts: ["NodeDown", "PodCrashLooping"] }
});
var UNKNOWN_RULE = rule({
  id: "scrape-graph/unknown-rule",
  severity: "error",
  message: ({ rule: id, reason, similar }) => {
    if (reason.trim() === "") {
      return `"silence": ${shown(id)} is silenced without a reason: give one`;
    }
    return `"silence": there is no rule ${shown(id)}: ${similar.length > 0 ? `write ${listed(similar.map((each2) => shown(each2)), 3)}` : "RULES.md lists all of them"}`;
  },
  why: "A silence without a reason is never removed, and a misspelled rule id silences nothing.",
  example: { rule: "scrape-graph/no-pod", reason: "made by hand", similar: ["scrape-graph/no-pods"] }
});
var NO_ADDRESS = rule({
  id: "scrape-graph/no-address",
  severity: "error",
  message: ({ monitor, address }) => `${monitor} has a target ${address === "" ? "without an address" : `${shown(address)}, which is a URL`}: Prometheus wants "host:port"; a scheme goes to "scheme", a path to "metricsPath"`,
  why: 'Prometheus drops a target with "/" in its address, and says so in its log alone.',
  example: { monitor: "ScrapeConfig infra/box", address: "https://box.example.org/metrics" },
  see: "https://github.com/prometheus/prometheus/blob/main/scrape/target.go"
});
var LABEL_GONE = rule({
  id: "scrape-graph/label-gone",
  severity: "warning",
  message: ({ monitor, field, label, why }) => `${monitor}: ${field} uses the label ${shown(label)}, which does not exist there: ${why}`,
  why: "A label that does not exist is empty: the step never does what it is for, or drops everything.",
  example: { monitor: "ServiceMonitor shop/web", field: "spec.endpoints[0].relabelings[0]", label: "__name__", why: 'a target has no metric name: use "metricRelabelings"' },
  see: "https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config"
});
var NOTHING_WRITTEN = rule({
  id: "scrape-graph/nothing-written",
  severity: "warning",
  message: ({ prometheus, url: url2, steps }) => `${prometheus} writes nothing to ${shown(url2)}: no metric passes each "keep", ${listed(steps)}: join them into one with "|"`,
  why: "Each step keeps what it names and drops the rest, also what another one keeps.",
  example: { prometheus: "Prometheus monitoring/main", url: "https://receiver.example.org/api/v1/write", steps: ['"node_cpu"', '"node_ram"'] }
});
var ROUTE_PREFIX = rule({
  id: "scrape-graph/route-prefix",
  severity: "warning",
  message: ({ monitor, path: path2, server, prefix }) => `${monitor} scrapes ${shown(path2)} of ${server}, which listens below ${shown(prefix)}: set "path: ${prefix}/metrics"`,
  why: 'With "routePrefix" all paths begin with it, "/metrics", too: the target is down, with 404.',
  example: { monitor: "ServiceMonitor monitoring/own", path: "/metrics", server: "Prometheus monitoring/main", prefix: "/prometheus" }
});
var RETENTION_TOO_LARGE = rule({
  id: "scrape-graph/retention-too-large",
  severity: "warning",
  message: ({ prometheus, retention, claim }) => `${prometheus} has "retentionSize: ${retention}" and a volume of ${claim}: give it less than the volume, about 85 %`,
  why: "No block is deleted before the volume is full, and then nothing is written.",
  example: { prometheus: "Prometheus monitoring/main", retention: "200GB", claim: "100Gi" }
});
var SECRET_ELSEWHERE = rule({
  id: "scrape-graph/other-namespace",
  severity: "warning",
  message: ({ object, kind, name, other }) => `${object} names the ${kind} ${shown(name)}, which is not in its namespace: ${other} is another one`,
  why: "The operator looks for it in the namespace of the object, and leaves the object out where it is not.",
  example: { object: "ServiceMonitor shop/web", kind: "Secret", name: "access", other: "Secret monitoring/access" }
});
var BOARD_NOT_READ = rule({
  id: "scrape-graph/board-not-read",
  severity: "warning",
  message: ({ board, sidecar, why }) => `${board} is not read by the sidecar of ${sidecar}: ${why}`,
  why: "The dashboard never appears, and nothing says so.",
  example: { board: "ConfigMap shop/board", sidecar: "Deployment monitoring/grafana", why: "it reads namespace monitoring alone" }
});
var OTHER_NAMESPACE_ASKED = rule({
  id: "scrape-graph/enforced-namespace",
  severity: "warning",
  message: ({ where: where2, label, asked: asked2, prometheus, own: own2 }) => `${where2} asks for ${label}=${shown(asked2)}, which ${prometheus} replaces by ${label}=${shown(own2)}, the namespace of the rule: move it there`,
  why: 'With "enforcedNamespaceLabel" every selector of a rule has the namespace of the PrometheusRule: what it asks of another one is never seen.',
  example: { where: 'PrometheusRule rules/web, alert "WebDown"', label: "namespace", asked: "shop", prometheus: "Prometheus monitoring/main", own: "rules" },
  see: "https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec"
});

// src/scrape-graph/clusters.ts
function clustersOf(given, { oneCluster = false } = {}) {
  const origins = /* @__PURE__ */ new Map();
  const holders = /* @__PURE__ */ new Map();
  for (const each2 of given) {
    append(origins, each2.origin, each2);
    if (!oneCluster && isDividing(each2.key)) {
      append(holders, each2.key, each2);
    }
  }
  const shared3 = [...holders].filter(([, all3]) => new Set(all3.map(({ origin }) => origin)).size > 1);
  const servers = shared3.filter(([key]) => /^Prometheus(Agent)? /.test(key));
  const divided = servers.length > 0 ? servers : mostly(shared3, origins);
  const contested = [...new Set(divided.flatMap(([, all3]) => all3.map(({ origin }) => origin)))].sort();
  if (contested.length === 0) {
    return [{ given }];
  }
  const others2 = [...origins].filter(([origin]) => !contested.includes(origin)).flatMap(([, all3]) => all3).map(once);
  const [kind, namespace, name] = divided[0][0].split(" ");
  return contested.map((origin) => ({ name: origin, given: [...origins.get(origin), ...others2], common: `${kind} ${namespace}/${name}` }));
}
function isDividing(key) {
  const [kind, namespace] = key.split(" ");
  return namespace !== "" && kind !== "Namespace" && kind !== "CustomResourceDefinition";
}
function mostly(shared3, origins) {
  const counts = /* @__PURE__ */ new Map();
  for (const [, all3] of shared3) {
    for (const origin of new Set(all3.map((each2) => each2.origin))) {
      counts.set(origin, (counts.get(origin) ?? 0) + 1);
    }
  }
  const isMost = (origin) => 2 * counts.get(origin) > origins.get(origin).filter(({ key }) => isDividing(key)).length;
  return shared3.filter(([, all3]) => all3.some(({ origin }) => isMost(origin)) && areDifferent(all3));
}
function areDifferent(all3) {
  const first = JSON.stringify(all3[0].read());
  return all3.some((each2) => JSON.stringify(each2.read()) !== first);
}
function manifestsOf({ given }) {
  const sources = /* @__PURE__ */ new Map();
  const manifests = given.flatMap((each2) => {
    const found = asManifests([each2.read()]);
    found.forEach((manifest) => sources.set(manifest, each2));
    return found;
  });
  return { manifests, sources, problems: twiceIn(manifests) };
}
function once({ read: read5, ...given }) {
  let found;
  return { ...given, read: () => (found ??= { value: read5() }).value };
}
function twiceIn(manifests) {
  const seen = /* @__PURE__ */ new Map();
  const twice4 = manifests.filter((manifest) => {
    const key = keyOf(manifest);
    const known6 = seen.get(key);
    if (!known6) {
      seen.set(key, manifest);
    }
    return known6 && isDividing(key) && JSON.stringify(known6.raw) !== JSON.stringify(manifest.raw);
  });
  const names2 = [...new Set(twice4.map(nameOf2))].sort();
  return names2.length > 0 ? [problem(OBJECT_TWICE, { objects: names2, count: names2.length }, ...twice4)] : [];
}

// src/admission/cluster/label-selector.ts
function unmet(selector3, labels2) {
  return requirementsOf(selector3).filter(({ label, isMet: isMet2 }) => !isMet2(labels2[label])).map(({ label, text: text2 }) => ({ label, text: text2 }));
}
function matchesSelector(selector3, labels2) {
  return unmet(selector3, labels2).length === 0;
}
function selectorText(selector3) {
  const requirements = requirementsOf(selector3);
  return requirements.length === 0 ? "everything" : requirements.map(({ text: text2 }) => text2).join(", ");
}
function requirementsOf(selector3) {
  const labels2 = Object.entries(selector3?.matchLabels ?? {}).map(([label, wanted]) => ({ label, text: `${label}=${String(wanted)}`, isMet: (value) => value === wanted }));
  const expressions = Array.isArray(selector3?.matchExpressions) ? selector3.matchExpressions : [];
  return [...labels2, ...expressions.map(requirementOf)];
}
function requirementOf({ key, operator, values }) {
  const list = Array.isArray(values) ? values.map(String) : [];
  const label = String(key);
  switch (operator) {
    case "In":
      return { label, text: `${label} in (${list.join(", ")})`, isMet: (value) => value !== void 0 && list.includes(value) };
    case "NotIn":
      return { label, text: `${label} not in (${list.join(", ")})`, isMet: (value) => value === void 0 || !list.includes(value) };
    case "Exists":
      return { label, text: label, isMet: (value) => value !== void 0 };
    case "DoesNotExist":
      return { label, text: `no ${label}`, isMet: (value) => value === void 0 };
    default:
      return { label, text: `${label} ${String(operator)}`, isMet: () => false };
  }
}

// src/schema/values.ts
function isMap2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isPresent(map, name) {
  if (!Object.hasOwn(map, name)) {
    return false;
  }
  const value = map[name];
  return value !== void 0 && value !== null;
}
var LONGEST = 60;
function shownValue(value) {
  if (Array.isArray(value)) {
    return value.length === 0 ? "[]" : `a list of ${value.length}`;
  }
  if (isMap2(value)) {
    return Object.keys(value).length === 0 ? "{}" : "a map";
  }
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}\u2026` : value);
  }
  return String(value);
}
var TYPES = { o: "a map", a: "a list", s: "a string", i: "an integer", n: "a number", b: "true or false" };
function nameOfType({ type, format, isIntOrString }) {
  if (isIntOrString) {
    return "an integer or a string";
  }
  if (format === "quantity") {
    return 'a quantity such as "500m" or "2Gi"';
  }
  if (format === "date-time") {
    return 'a time such as "2026-01-31T12:00:00Z"';
  }
  if (format === "byte") {
    return "a string in base64";
  }
  return type === void 0 ? "any value" : TYPES[type];
}

// src/schema/versions.ts
var VERSION = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;
function numbersOf(text2) {
  const match = VERSION.exec(text2);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : void 0;
}
function compare(a, b) {
  const at = a.findIndex((number2, i) => number2 !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
function locate({ versions: versions2 }, text2, byMinor = false) {
  const wanted = numbersOf(text2);
  if (!wanted) {
    return void 0;
  }
  const order = (a, b) => byMinor ? compare([a[0], a[1], 0], [b[0], b[1], 0]) : compare(a, b);
  const at = versions2.reduce((best, version2, i) => order(numbersOf(version2), wanted) <= 0 ? i : best, -1);
  if (at < 0) {
    return void 0;
  }
  return { at, isNewer: at === versions2.length - 1 && order(numbersOf(versions2[at]), wanted) < 0 };
}

// src/admission/versions-in-manifests.ts
var OPERATOR_IMAGE = /(?:^|\/)prometheus-operator:([^@]+)/;
var CRD_VERSION = "operator.prometheus.io/version";
var OPERATOR_CRD = ".monitoring.coreos.com";
var INSTALLING_KINDS = ["Deployment", "CustomResourceDefinition"];
function operatorVersionOf(manifest) {
  if (!isMap2(manifest)) {
    return void 0;
  }
  if (manifest.kind === "Deployment") {
    return containersOf(manifest).map(tagOf).find((tag) => tag !== void 0);
  }
  return manifest.kind === "CustomResourceDefinition" ? annotated(manifest) : void 0;
}
function operatorVersionsIn(manifests) {
  const found = /* @__PURE__ */ new Set();
  for (const manifest of manifests) {
    const version2 = operatorVersionOf(manifest);
    if (version2 !== void 0) {
      found.add(version2);
    }
  }
  return [...found].sort();
}
function containersOf(deployment) {
  const pod2 = ["spec", "template", "spec"].reduce((value, field) => isMap2(value) ? value[field] : void 0, deployment);
  return isMap2(pod2) && Array.isArray(pod2.containers) ? pod2.containers : [];
}
function tagOf(container) {
  const image = isMap2(container) && typeof container.image === "string" ? container.image : "";
  const tag = OPERATOR_IMAGE.exec(image)?.[1];
  return tag === void 0 || !numbersOf(tag) ? void 0 : tag.replace(/^v/, "");
}
function annotated({ metadata }) {
  if (!isMap2(metadata) || !String(metadata.name).endsWith(OPERATOR_CRD) || !isMap2(metadata.annotations)) {
    return void 0;
  }
  const version2 = Object.hasOwn(metadata.annotations, CRD_VERSION) ? metadata.annotations[CRD_VERSION] : void 0;
  return typeof version2 === "string" && numbersOf(version2) ? version2.replace(/^v/, "") : void 0;
}

// src/versions/capabilities.ts
var COMPONENTS = {
  kubernetes: {
    oldest: "1.28.0",
    newest: "1.37.0",
    capabilities: {
      /** The feature gate StrictIPCIDRValidation is on: no leading zeros, no IPv4-mapped IPv6. */
      strictIpValidation: { since: "1.36.0", see: "https://kep.k8s.io/4858" },
      /** IPv6 addresses of an EndpointSlice must be strict and canonical (RFC 5952). */
      canonicalIpv6InSlices: { since: "1.33.0", see: "https://kep.k8s.io/4858" },
      /** The apiserver answers a write of v1 Endpoints with a deprecation warning. */
      endpointsDeprecated: { since: "1.33.0", see: "https://kep.k8s.io/4974" },
      /** The feature gate NativeHistograms is on: a histogram of the components without its own buckets exposes only `+Inf` to a scrape of text. */
      nativeHistograms: { since: "1.37.0", see: "https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/component-base/metrics/features/kube_features.go" }
    }
  },
  prometheusOperator: {
    oldest: "0.70.0",
    // the first whose ServiceMonitor knows trackTimestampsStaleness
    newest: "0.95.2",
    capabilities: {
      /** The config reloader has the web configuration of its Prometheus, so that it speaks TLS with it. */
      reloaderWebConfig: { since: "0.71.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6194" },
      /** `bodySizeLimit` of a ServiceMonitor. */
      monitorBodySizeLimit: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6349" },
      /** `jobName` of a ScrapeConfig. */
      scrapeConfigJobName: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6618" },
      /** `bodySizeLimit` of a ScrapeConfig. */
      scrapeConfigBodySizeLimit: { since: "0.89.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8348" },
      /** `--kubelet-node-address-priority`. */
      kubeletAddressPriority: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6377" },
      /** With listenLocal the probes of the config reloader are commands; before, they ask loopback over the network for ever. */
      reloaderExecProbes: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6698" },
      /** `--auto-gomemlimit-ratio`. */
      memoryLimitRatio: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6591" },
      /** Kubelets and everything else by EndpointSlice: `--kubelet-endpointslice`, and `serviceDiscoveryRole` of a Prometheus (0.76). */
      endpointSlices: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6882" },
      /** `--kubelet-endpoints=false`. */
      kubeletEndpointsSwitch: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.77.0" },
      /** It can make configuration for Prometheus 3; before, it refuses the version. */
      prometheus3: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6940" },
      /** A node whose address is no IP address is left out of the kubelets' Service, and the others are kept. */
      toleratesInvalidNodeAddress: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.77.0/pkg/kubelet/controller.go" },
      /** `topologySpreadConstraints[].additionalLabelSelectors`: pods of one shard. */
      spreadByShard: { since: "0.71.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.71.0/example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml" },
      /** `remoteWrite[].queueConfig.sampleAgeLimit`. */
      remoteWriteSampleAge: { since: "0.73.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6326" },
      /** `remoteWrite[].messageVersion`. */
      remoteWriteMessageVersion: { since: "0.78.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.78.2/pkg/prometheus/promcfg.go" },
      /** `msteamsv2Configs` of an AlertmanagerConfig. */
      teamsReceiver: { since: "0.82.0", see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.82.0/example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml" },
      /** `shardRetentionPolicy` of a Prometheus. */
      shardRetention: { since: "0.81.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7274" },
      /** `shardingStrategy` of a Prometheus: by zone. */
      topologySharding: { since: "0.91.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8538" },
      /** The feature gates PrometheusTopologySharding and PrometheusShardRetentionPolicy are on. */
      shardingByDefault: { since: "0.92.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.92.0" },
      /** PodMonitors for a PrometheusAgent of mode DaemonSet. */
      agentDaemonSet: { since: "0.77.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/6879" },
      /** `remoteWrite[].azureAd.workloadIdentity`. */
      azureWorkloadIdentity: { since: "0.88.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7998" },
      /** `ServiceMonitor.spec.serviceDiscoveryRole`. */
      serviceMonitorDiscoveryRole: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7982" },
      /** The Services that it creates have the label `app.kubernetes.io/managed-by`, in addition to `managed-by`. */
      labelsManagedServices: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7939" },
      /** Each address of a node is a target of the kubelets' Service, also a second one of the same family. */
      scrapesKubeletsTwice: { since: "0.93.0", until: "0.93.1", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8739" },
      /** Compaction waits for the upload of the Thanos sidecar, for a Prometheus and a Thanos that can. */
      delayedCompaction: { since: "0.93.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8694" },
      /** Compaction waits for the sidecar of Thanos 0.41 too, which refuses the paths that the operator writes. */
      delayedCompactionTooEarly: { since: "0.93.0", until: "0.94.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8764" },
      /** TLS ciphers or curves of a Thanos container become one argument, which Thanos does not accept if there are several. */
      joinsThanosCiphers: { since: "0.91.0", until: "0.93.1", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8749" },
      /** Durations of zero are left out of Alertmanager's arguments. */
      dropsZeroDurations: { since: "0.94.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/8800" }
    }
  },
  prometheus: {
    oldest: "2.45.0",
    // the oldest that prometheus-operator is tested with
    newest: "3.16.0",
    capabilities: {
      /** The third major version. */
      three: { since: "3.0.0", see: "https://prometheus.io/docs/prometheus/3.0/migration/" },
      /** `sample_age_limit` of a remote write's queue. */
      remoteWriteSampleAge: { since: "2.50.0", see: "https://github.com/prometheus/prometheus/releases/tag/v2.50.0" },
      /** `protobuf_message` of a remote write: protocol 2.0. */
      remoteWrite2: { since: "2.54.0", see: "https://github.com/prometheus/prometheus/releases/tag/v2.54.0" },
      /** `azuread.workload_identity` of a remote write. */
      azureWorkloadIdentity: { since: "3.7.0", see: "https://github.com/prometheus/prometheus/releases/tag/v3.7.0" },
      /** There is a variant of the image without a shell: `-distroless`. */
      distrolessImage: { since: "3.10.0", see: "https://github.com/prometheus-operator/prometheus-operator/issues/8605" },
      /** `--storage.tsdb.delay-compact-file.path`. */
      delayCompactFile: { since: "3.9.0", see: "https://github.com/prometheus/prometheus/pull/17435" }
    }
  },
  alertmanager: {
    oldest: "0.25.0",
    newest: "0.35.0",
    capabilities: {
      /** Exits at startup over a duration of zero: retention, and the intervals of the cluster. */
      rejectsZeroDurations: { since: "0.34.0", see: "https://github.com/prometheus/alertmanager/blob/v0.34.2/app/options.go" },
      /** `msteamsv2_configs` of a receiver. */
      teamsReceiver: { since: "0.28.0", see: "https://github.com/prometheus/alertmanager/releases/tag/v0.28.0" },
      /** The feature `auto-gomaxprocs`; over a feature that it does not know it exits at startup. */
      autoGomaxprocsFeature: { since: "0.28.0", until: "0.33.0", see: "https://github.com/prometheus/alertmanager/releases/tag/v0.33.0" }
    }
  },
  thanos: {
    oldest: "0.39.0",
    // the first that was looked at with `--endpoint.sd-config`
    newest: "0.42.4",
    capabilities: {
      /** The sidecar's `--shipper.meta-file-name` and Prometheus' path of the same file may be relative and absolute. */
      shipperMetaFilePaths: { since: "0.42.0", see: "https://github.com/prometheus-operator/prometheus-operator/issues/8763" }
    }
  },
  nodeExporter: {
    oldest: "1.5.0",
    newest: "1.12.1",
    capabilities: {}
  },
  blackboxExporter: {
    oldest: "0.22.0",
    newest: "0.28.0",
    capabilities: {
      /** `--config.enable-auto-reload`. */
      autoReload: { since: "0.28.0", see: "https://github.com/prometheus/blackbox_exporter/pull/1464" }
    }
  },
  configReloader: {
    oldest: "0.65.0",
    newest: "0.95.2",
    capabilities: {
      /** `--web-config-file`: the reloader's own server speaks TLS or wants a password. */
      webConfigFile: { since: "0.69.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.69.0" },
      /** `--reload-method=signal` and `--runtimeinfo-url`. */
      signalReload: { since: "0.70.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.70.0" },
      /** The init container has a port of its own, 8081. */
      separateInitPort: { since: "0.75.0", see: "https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.75.0" },
      /** The operator adds a startup probe. */
      startupProbe: { since: "0.84.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7575" },
      /** The init container's port is called `reloader-init`, no longer `reloader-web`. */
      initPortName: { since: "0.86.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7904" },
      /** The operator has the folder of the configuration file watched, too. */
      watchesConfigFolder: { since: "0.91.0", see: "https://github.com/prometheus-operator/prometheus-operator/pull/7366" }
    }
  },
  kubeStateMetrics: {
    oldest: "2.8.0",
    newest: "2.20.0",
    capabilities: {
      /** CustomResourceState ignores a resource without a group, that is the core kinds. */
      customResourceNeedsGroup: { since: "2.9.0", see: "https://github.com/kubernetes/kube-state-metrics/issues/2434" },
      /** CustomResourceState watches the CustomResourceDefinitions, and takes wildcards. */
      watchesDefinitions: { since: "2.9.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/1851" },
      /** `/livez` on the metrics port asks the apiserver. */
      livez: { since: "2.13.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2418" },
      /** `/readyz` on the telemetry port. */
      readyzOnTelemetryPort: { since: "2.13.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2442" },
      /** CustomResourceState finds only what has a CustomResourceDefinition, so no built-in kinds. */
      customResourceNeedsDefinition: { since: "2.15.0", see: "https://github.com/kubernetes/kube-state-metrics/issues/2681" },
      /** `--auth-filter`. */
      authFilter: { since: "2.16.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.16.0" },
      /** Metric lists take lookarounds and backreferences: the regular expressions are ECMAScript's, no longer Go's. */
      ecmaScriptPatterns: { since: "2.16.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2616" },
      /** EndpointSlices instead of Endpoints are collected by default. */
      endpointSlicesByDefault: { since: "2.18.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.18.0" },
      /** `kube_pod_status_reason` knows PreemptionByScheduler and TerminationByKubelet. */
      podPreemptionReason: { since: "2.19.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2892" },
      /** `kube_pod_status_disruption_reason`; and `kube_pod_status_reason` has rows of 1 alone. */
      podDisruptionReason: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/3088" },
      /** Admission policies and their bindings are collected by default. */
      admissionPolicies: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.20.0" },
      /** With `--namespaces`, cluster-scoped objects are listed once, no longer once for each namespace. */
      clusterScopedOnce: { since: "2.20.0", see: "https://github.com/kubernetes/kube-state-metrics/pull/2998" }
    }
  }
};

// src/versions/rules.ts
var VERSION_MALFORMED = rule({
  id: "versions/malformed",
  severity: "error",
  message: ({ prop, text: text2, newest }) => `"${prop}" is ${shown(text2)}, which is not a version: write it like "${newest}" or "v${newest}"`,
  why: "What is emitted depends on the version. A version that cannot be read would silently be taken for another one.",
  example: { prop: "kubernetesVersion", text: "latest", newest: "1.36.0" }
});
var VERSION_TOO_OLD = rule({
  id: "versions/unsupported",
  severity: "error",
  message: ({ prop, component, text: text2, oldest }) => `"${prop}" is ${shown(text2)}, but the oldest supported version of ${component} is ${oldest}: upgrade it, or use an older release of this library`,
  why: "Nothing was tried against versions older than the oldest row of the capability table.",
  example: { prop: "kubernetesVersion", component: "kubernetes", text: "1.19", oldest: "1.28.0" }
});
var IMAGE_REGISTRY = rule({
  id: "versions/image-registry",
  severity: "error",
  message: ({ registry }) => `"imageRegistry" is ${shown(registry)}: write a host, and a path where the registry has one, like "mirror.example.org/k8s", without "https://" and without a tag`,
  why: "The kubelet cannot pull an image from it.",
  example: { registry: "https://mirror.example.org" }
});
var IMAGE_DIGEST = rule({
  id: "versions/image-digest",
  severity: "error",
  message: ({ digest }) => `"imageDigest" is ${shown(digest)}: a digest is "sha256:" and 64 hexadecimal digits, as the registry says it`,
  why: "The kubelet cannot pull an image by it.",
  example: { digest: "v2.20.0" }
});
var FIELD_TOO_NEW = rule({
  id: "versions/field-too-new",
  severity: "error",
  message: ({ kind, field, component, since: since2, version: version2 }) => `"${field}" of the ${kind} requires ${component} ${since2} or newer; the version is ${version2}: use ${since2} or newer, or remove the field`,
  why: "The operator leaves the setting out of the configuration of an older process, and only its log says so.",
  example: { kind: "Prometheus", field: "spec.scrapeClassicHistograms", component: "prometheus", since: "3.5.0", version: "3.4.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md"
});
var FEATURE_GATE = rule({
  id: "versions/feature-gate",
  severity: "error",
  message: ({ name, version: version2, cure }) => `"featureGates" has ${shown(name)}, which prometheus-operator ${version2} does not know: ${cure}`,
  why: "The operator exits at startup if it is given a feature gate that it does not know.",
  example: { name: "PrometheusShardRetentionPolicy", version: "0.80.1", cure: "it requires 0.81.0 or newer" },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/feature_gates.go"
});
var FEATURE_GATE_UNCERTAIN = rule({
  id: "versions/feature-gate-uncertain",
  severity: "warning",
  message: ({ name, newest, version: version2, cure }) => `"featureGates" has ${shown(name)}, which prometheus-operator ${newest} does not know, and ${version2} may: ${cure}`,
  why: "The feature gates of a newer operator are not known here. The operator exits at startup if it is given one that it does not know.",
  example: { name: "PrometheusAgentDaemonset", newest: "0.94.1", version: "0.96.0", cure: 'did you mean "PrometheusAgentDaemonSet"?' }
});
var THANOS_DELAYED_COMPACTION = rule({
  id: "versions/thanos-delayed-compaction",
  severity: "error",
  message: ({ operator, prometheus, thanos }) => `prometheus-operator ${operator} with Prometheus ${prometheus} writes paths for the Thanos sidecar ${thanos} that this sidecar rejects: use Thanos 0.42.0 or newer, or prometheus-operator 0.94.0 or newer`,
  why: "The sidecar compares the path of its meta file with that of Prometheus. One is relative and the other absolute, so it uploads nothing and exits.",
  example: { operator: "0.93.0", prometheus: "3.16.0", thanos: "0.41.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/8763"
});
var THANOS_CIPHERS = rule({
  id: "versions/thanos-ciphers",
  severity: "error",
  message: ({ field, operator }) => `"${field}" has several values, which prometheus-operator ${operator} joins into one argument that Thanos rejects: use 0.93.1 or newer, or give one value`,
  why: "Thanos exits at startup: it reads the joined text as the name of one cipher suite or curve.",
  example: { field: "spec.thanos.grpcServerTlsConfig.cipherSuites", operator: "0.93.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/pull/8749"
});
var ALERTMANAGER_ZERO_DURATION = rule({
  id: "versions/alertmanager-zero-duration",
  severity: "error",
  message: ({ field, value, version: version2, operator }) => `"${field}" is ${shown(value)}, which Alertmanager ${version2} rejects and prometheus-operator ${operator} passes on: leave it out, or use operator 0.94.0 or newer`,
  why: "From 0.34.0 on Alertmanager exits at startup over a duration of zero. Operators from 0.94.0 on leave such a field out.",
  example: { field: "spec.retention", value: "0s", version: "0.34.2", operator: "0.93.0" },
  see: "https://github.com/prometheus-operator/prometheus-operator/pull/8800"
});
var ALERTMANAGER_FEATURE = rule({
  id: "versions/alertmanager-feature",
  severity: "error",
  message: ({ feature, version: version2 }) => `"spec.enableFeatures" has ${shown(feature)}, which Alertmanager ${version2} does not know: leave it out`,
  why: "Alertmanager exits at startup over a feature that it does not know. It removed this one in 0.33.0.",
  example: { feature: "auto-gomaxprocs", version: "0.35.0" },
  see: "https://github.com/prometheus/alertmanager/releases/tag/v0.33.0"
});

// src/versions/component-version.ts
var VERSION2 = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;
var ComponentVersion = class _ComponentVersion {
  constructor(component, numbers2, text2) {
    this.component = component;
    this.numbers = numbers2;
    this.text = text2;
  }
  component;
  numbers;
  text;
  /** The newest version that was looked at. Where rules only ever got stricter it stands for "every version". */
  static newest(component) {
    return new _ComponentVersion(component, numbersOf2(COMPONENTS[component].newest), COMPONENTS[component].newest);
  }
  /** Never throws: what is wrong comes beside a version to go on with, so that all problems are found in one run. */
  static parse(component, prop, text2) {
    const { oldest, newest } = COMPONENTS[component];
    const numbers2 = numbersOf2(text2);
    if (!numbers2) {
      return { version: _ComponentVersion.newest(component), findings: [finding(VERSION_MALFORMED, { prop, text: String(text2), newest })] };
    }
    const version2 = new _ComponentVersion(component, numbers2, text2.replace(/^v/, ""));
    const findings = version2.isAtLeast(oldest) ? [] : [finding(VERSION_TOO_OLD, { prop, component, text: text2, oldest })];
    return { version: version2, findings };
  }
  has(capability) {
    const capabilities = COMPONENTS[this.component].capabilities;
    const { since: since2, until } = capabilities[capability];
    return (since2 === void 0 || this.isAtLeast(since2)) && (until === void 0 || !this.isAtLeast(until));
  }
  /** For the tables of this folder; a construct asks `has`. */
  isAtLeast(threshold2) {
    const other = numbersOf2(threshold2);
    const at = this.numbers.findIndex((number2, i) => number2 !== other[i]);
    return at < 0 || this.numbers[at] > other[at];
  }
};
function numbersOf2(text2) {
  const match = VERSION2.exec(String(text2));
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : void 0;
}

// src/versions/releases.ts
var RELEASES = {
  prometheusOperator: { version: "0.94.1", image: "quay.io/prometheus-operator/prometheus-operator" },
  prometheus: { version: "3.16.0", image: "quay.io/prometheus/prometheus" },
  /** For operators before 0.77, which cannot make configuration for the third major version. */
  prometheus2: { version: "2.55.1", image: "quay.io/prometheus/prometheus" },
  alertmanager: { version: "0.35.0", image: "quay.io/prometheus/alertmanager" },
  /** 0.42.5 needs a newer Go than the conformance tests have. */
  thanos: { version: "0.42.4", image: "quay.io/thanos/thanos" },
  nodeExporter: { version: "1.12.1", image: "quay.io/prometheus/node-exporter" },
  /** Not run in the conformance tests. Source: appVersion of grafana-community/helm-charts, charts/grafana 12.11.1. */
  grafana: { version: "13.2.0", image: "docker.io/grafana/grafana", tag: "" },
  /** Writes the dashboards of ConfigMaps where Grafana reads them. Not run. Source: tags of kiwigrid/k8s-sidecar; charts/grafana 12.11.1. */
  dashboardSidecar: { version: "2.10.1", image: "quay.io/kiwigrid/k8s-sidecar", tag: "" },
  /** Not run in the conformance tests. Source: Go module github.com/oauth2-proxy/oauth2-proxy/v7. */
  oauth2Proxy: { version: "7.15.6", image: "quay.io/oauth2-proxy/oauth2-proxy" },
  /** Not run in the conformance tests. Source: tags of prometheus-community/windows_exporter; charts/prometheus-windows-exporter 0.12.8. */
  windowsExporter: { version: "0.31.8", image: "ghcr.io/prometheus-community/windows-exporter", tag: "" },
  blackboxExporter: { version: "0.28.0", image: "quay.io/prometheus/blackbox-exporter" },
  /** Always the operator's release: both are built from one source. */
  configReloader: { version: "0.94.1", image: "quay.io/prometheus-operator/prometheus-config-reloader" },
  kubeStateMetrics: { version: "2.20.0", image: "registry.k8s.io/kube-state-metrics/kube-state-metrics" },
  kubeRbacProxy: { version: "0.22.1", image: "quay.io/brancz/kube-rbac-proxy" }
};

// src/scrape-graph/operator-version.ts
function operatorOf(manifests) {
  const [images, definitions] = INSTALLING_KINDS.map((installing) => manifests.filter(({ kind }) => kind === installing).flatMap((manifest) => operatorVersionOf(manifest) ?? []));
  const found = [images, definitions].find(({ length }) => length > 0) ?? [RELEASES.prometheusOperator.version];
  return found.map(parse).reduce((oldest, each2) => oldest.isAtLeast(each2.text) ? each2 : oldest);
}
function parse(text2) {
  return ComponentVersion.parse("prometheusOperator", "version", text2).version;
}

// src/validation/workload.ts
var POD_SPEC_PATHS = {
  Pod: ["spec"],
  Deployment: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"]
};
function isWorkload(kind) {
  return Object.hasOwn(POD_SPEC_PATHS, kind);
}
function podSpecOf(manifest) {
  if (isWorkload(manifest?.kind)) {
    return POD_SPEC_PATHS[manifest.kind].reduce((value, field) => value?.[field], manifest);
  }
  const spec = manifest?.spec?.template?.spec;
  return Array.isArray(spec?.containers) ? spec : void 0;
}
function patchCount(object) {
  return object.patches?.length ?? 0;
}

// src/scrape-graph/targets/pods.ts
var UNKNOWN = { podIp: "192.0.2.1", hostIp: "192.0.2.2", controlPlane: "192.0.2.3", node: "node-0", uid: "00000000-0000-0000-0000-000000000000", hash: "5d4f8c7b9d", suffix: "x7k2m" };
var SHOWN = {
  [UNKNOWN.podIp]: "<pod IP>",
  [UNKNOWN.hostIp]: "<node IP>",
  [UNKNOWN.controlPlane]: "<apiserver>",
  [UNKNOWN.node]: "<node>",
  [`${UNKNOWN.hash}-${UNKNOWN.suffix}`]: "*",
  [UNKNOWN.hash]: "*",
  [UNKNOWN.suffix]: "*",
  [UNKNOWN.uid]: "*"
};
var ANY = new RegExp(Object.keys(SHOWN).map((text2) => text2.replace(/\./g, "\\.")).join("|"), "g");
function isUnknown(text2) {
  return text2 in SHOWN;
}
function withoutUnknown(text2) {
  return text2.replace(ANY, (found) => SHOWN[found]);
}
var NAMES2 = {
  Pod: (name) => ({ pod: name }),
  Deployment: (name) => ({ pod: `${name}-${UNKNOWN.hash}-${UNKNOWN.suffix}`, controller: { kind: "ReplicaSet", name: `${name}-${UNKNOWN.hash}` } }),
  ReplicaSet: (name) => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: "ReplicaSet", name } }),
  DaemonSet: (name) => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: "DaemonSet", name } }),
  StatefulSet: (name) => ({ pod: `${name}-0`, controller: { kind: "StatefulSet", name } }),
  Job: (name) => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: "Job", name } }),
  CronJob: (name) => ({ pod: `${name}-0-${UNKNOWN.suffix}`, controller: { kind: "Job", name: `${name}-0` } })
};
function ofAnotherApi(kind, name) {
  return { pod: `${name}-${UNKNOWN.hash}-${UNKNOWN.suffix}`, controller: { kind, name } };
}
var LABELS = {
  Deployment: () => ({ "pod-template-hash": UNKNOWN.hash }),
  StatefulSet: (name) => ({ "apps.kubernetes.io/pod-index": "0", "controller-revision-hash": `${name}-${UNKNOWN.hash}`, "statefulset.kubernetes.io/pod-name": `${name}-0` }),
  DaemonSet: () => ({ "controller-revision-hash": UNKNOWN.hash, "pod-template-generation": "1" }),
  Job: (name) => ({ "batch.kubernetes.io/controller-uid": UNKNOWN.uid, "batch.kubernetes.io/job-name": name, "controller-uid": UNKNOWN.uid, "job-name": name }),
  CronJob: (name) => LABELS.Job(`${name}-0`)
};
function podsIn(manifests) {
  const workloads = manifests.filter((manifest) => (isWorkload(manifest.kind) || podSpecOf(manifest) !== void 0) && !isForTests(manifest));
  const owners = new Set(workloads.flatMap(({ metadata, raw }) => listOf(raw?.metadata?.ownerReferences).map((owner) => `${owner?.kind} ${metadata.namespace} ${owner?.name}`)));
  const isMade = (kind, namespace, name) => owners.has(`${kind} ${namespace} ${name}`);
  return workloads.filter(({ kind, metadata: { namespace, name } }) => !isMade(kind, namespace, name)).filter(({ kind, spec }) => kind === "Pod" || spec?.replicas !== 0).map(podOf);
}
function isForTests({ metadata: { annotations } }) {
  return textOf(annotations?.["helm.sh/hook"]).split(",").some((hook) => hook.trim().startsWith("test"));
}
function isOver({ phase }) {
  return phase === "Failed" || phase === "Succeeded";
}
function podOf(workload) {
  const { kind, metadata } = workload;
  const isThere2 = kind === "Pod";
  const template2 = isThere2 ? workload.raw : kind === "CronJob" ? workload.spec?.jobTemplate?.spec?.template : workload.spec?.template;
  const { pod: name, controller } = Object.hasOwn(NAMES2, kind) ? NAMES2[kind](metadata.name) : ofAnotherApi(kind, metadata.name);
  const spec = podSpecOf(workload) ?? {};
  const status = isThere2 && typeof workload.status?.phase === "string" ? workload.status : void 0;
  const hostIp = textOf(status?.hostIP, status ? "" : UNKNOWN.hostIp);
  const owner = listOf(workload.raw?.metadata?.ownerReferences).find((each2) => each2?.controller === true);
  const ids = new Map([...listOf(status?.containerStatuses), ...listOf(status?.initContainerStatuses)].map((each2) => [each2?.name, textOf(each2?.containerID)]));
  const own2 = (each2, isInit) => ({ name: textOf(each2?.name), image: textOf(each2?.image), id: ids.get(each2?.name) ?? "", isInit });
  const both4 = [
    ...listOf(spec.containers).map((each2) => ({ each: each2, container: own2(each2, false) })),
    ...listOf(spec.initContainers).map((each2) => ({ each: each2, container: own2(each2, true) }))
  ];
  return {
    workload,
    name,
    namespace: metadata.namespace,
    labels: { ...textsOf(template2?.metadata?.labels), ...Object.hasOwn(LABELS, kind) && LABELS[kind](metadata.name) },
    annotations: textsOf(template2?.metadata?.annotations),
    ip: textOf(status?.podIP, status ? "" : spec.hostNetwork === true ? UNKNOWN.hostIp : UNKNOWN.podIp),
    phase: textOf(status?.phase, "Running"),
    ready: status ? textOf(listOf(status.conditions).find((each2) => each2?.type === "Ready")?.status, "unknown").toLowerCase() : "true",
    nodeName: textOf(spec.nodeName, status ? "" : UNKNOWN.node),
    hostIp,
    hostname: kind === "StatefulSet" ? name : textOf(spec.hostname),
    subdomain: kind === "StatefulSet" ? textOf(workload.spec?.serviceName) : textOf(spec.subdomain),
    uid: textOf(workload.raw?.metadata?.uid, UNKNOWN.uid),
    ...isThere2 ? owner && { controller: { kind: textOf(owner.kind), name: textOf(owner.name) } } : { controller },
    containers: both4.map(({ container }) => container),
    ports: both4.flatMap(({ each: each2, container }) => listOf(each2?.ports).map((port) => ({
      container,
      name: textOf(port?.name),
      number: Number(port?.containerPort),
      protocol: textOf(port?.protocol, "TCP")
    }))),
    sidecars: listOf(spec.initContainers).filter((each2) => each2?.restartPolicy === "Always").map((each2) => textOf(each2.name))
  };
}
function numberBehind(servicePort, { ports, sidecars }) {
  const target = servicePort?.targetPort ?? servicePort?.port;
  if (typeof target !== "string" || /^\d+$/.test(target)) {
    return Number(target);
  }
  const protocol = textOf(servicePort?.protocol, "TCP");
  return ports.find((port) => port.name === target && port.protocol === protocol && (!port.container.isInit || sidecars.includes(port.container.name)))?.number;
}

// src/scrape-graph/implied.ts
function impliedBy(manifests) {
  const there = new Set(manifests.map(keyOf));
  const isNew = (manifest) => !there.has(keyOf(manifest)) && there.add(keyOf(manifest));
  const operator = operatorOf(manifests);
  const byOperator = operator.has("labelsManagedServices") ? BOTH_LABELS : LEGACY_LABEL;
  const hasApp = !operator.isAtLeast("0.52.0");
  const made = [...apiServer(), ...clusterDns(manifests), ...kubeletServices(manifests), ...manifests.flatMap((manifest) => instancesOf(manifest, byOperator, hasApp))].filter(isNew).map(asImplied);
  return [...made, ...controlPlanePods([...manifests, ...made]).map(asImplied)];
}
function isImplied(manifest) {
  return manifest.isImplied === true;
}
function asImplied(manifest) {
  return { ...manifest, raw: manifest, isImplied: true };
}
function apiServer() {
  const metadata = { name: "kubernetes", namespace: "default" };
  return [
    { kind: "Service", metadata: { ...metadata, labels: { component: "apiserver", provider: "kubernetes" } }, spec: { ports: [{ name: "https", port: 443, targetPort: 6443 }] } },
    { kind: "Endpoints", metadata: { ...metadata, labels: { component: "apiserver", provider: "kubernetes" } }, subsets: [{ addresses: [{ ip: UNKNOWN.controlPlane }], ports: [{ name: "https", port: 6443 }] }] }
  ];
}
function clusterDns(manifests) {
  const labels2 = { "k8s-app": "kube-dns" };
  const isHere = manifests.some(({ kind, metadata }) => kind === "Service" && metadata.namespace === "kube-system" && metadata.labels?.["k8s-app"] === "kube-dns");
  const ports = [{ name: "dns", port: 53, protocol: "UDP" }, { name: "dns-tcp", port: 53 }, { name: "metrics", port: 9153 }];
  return isHere ? [] : [{ kind: "Service", metadata: { name: "kube-dns", namespace: "kube-system", labels: { ...labels2, "kubernetes.io/name": "CoreDNS" } }, spec: { selector: labels2, ports } }];
}
function kubeletServices(manifests) {
  return kubeletServiceFlags(manifests).flatMap(({ namespace, name }) => {
    const metadata = { name, namespace, labels: { "k8s-app": "kubelet", "app.kubernetes.io/name": "kubelet", "app.kubernetes.io/managed-by": "prometheus-operator" } };
    const ports = [{ name: "https-metrics", port: 10250 }, { name: "http-metrics", port: 10255 }, { name: "cadvisor", port: 4194 }];
    return [
      { kind: "Service", metadata, spec: { clusterIP: "None", ports } },
      { kind: "Endpoints", metadata, subsets: [{ addresses: [{ ip: UNKNOWN.hostIp, targetRef: { kind: "Node", name: UNKNOWN.node } }], ports }] }
    ];
  });
}
function kubeletServiceFlags(manifests) {
  return manifests.flatMap((operator) => listOf(podSpecOf(operator)?.containers).flatMap((container) => listOf(container?.args)).flatMap((argument) => {
    const [, namespace, name] = /^--kubelet-service=([^/]+)\/(.+)$/.exec(String(argument)) ?? [];
    return namespace === void 0 ? [] : [{ operator, namespace, name }];
  }));
}
var RELOADER = { name: "config-reloader", ports: [{ name: "reloader-web", containerPort: 8080 }] };
var SIDECAR = { name: "thanos-sidecar", ports: [{ name: "http", containerPort: 10902 }, { name: "grpc", containerPort: 10901 }] };
var scraping = (name) => (instance) => ({ "operator.prometheus.io/name": instance, "operator.prometheus.io/shard": "0", [name]: instance });
var INSTANCES = {
  Prometheus: { prefix: "prometheus", service: "prometheus-operated", name: "prometheus", labels: scraping("prometheus"), port: 9090, others: [RELOADER] },
  PrometheusAgent: { prefix: "prom-agent", service: "prometheus-agent-operated", serviceLabel: "operated-prometheus", name: "prometheus-agent", labels: scraping("prometheus-agent"), port: 9090, others: [RELOADER] },
  Alertmanager: { prefix: "alertmanager", service: "alertmanager-operated", name: "alertmanager", labels: (instance) => ({ alertmanager: instance }), port: 9093, others: [RELOADER] },
  ThanosRuler: { prefix: "thanos-ruler", service: "thanos-ruler-operated", name: "thanos-ruler", labels: (instance) => ({ "thanos-ruler": instance }), port: 10902, others: [RELOADER] }
};
var LEGACY_LABEL = { "managed-by": "prometheus-operator" };
var BOTH_LABELS = { ...LEGACY_LABEL, "app.kubernetes.io/managed-by": "prometheus-operator" };
function instancesOf({ kind, metadata: { name, namespace }, spec }, byOperator, hasApp) {
  const instance = Object.hasOwn(INSTANCES, kind) ? INSTANCES[kind] : void 0;
  if (!instance) {
    return [];
  }
  const labels2 = {
    ...textsOf(spec?.podMetadata?.labels),
    ...instance.labels(name),
    // operators below 0.52
    ...hasApp && { app: instance.name },
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "prometheus-operator",
    "app.kubernetes.io/name": instance.name
  };
  const web = textOf(spec?.portName, "web");
  const own2 = { name: instance.prefix === "prom-agent" ? "prometheus" : instance.name, ...spec?.listenLocal !== true && { ports: [{ name: web, containerPort: instance.port }] } };
  const mesh = kind === "Alertmanager" ? [{ name: "mesh-tcp", containerPort: 9094 }, { name: "mesh-udp", containerPort: 9094, protocol: "UDP" }] : [];
  const hasSidecar = kind === "Prometheus" && spec?.thanos !== void 0 && spec.thanos !== null;
  const others2 = [...instance.others, ...hasSidecar ? [SIDECAR] : []];
  const containers = merged([{ ...own2, ...(own2.ports || mesh.length > 0) && { ports: [...own2.ports ?? [], ...mesh] } }, ...others2], listOf(spec?.containers));
  return [
    {
      kind: "StatefulSet",
      metadata: { name: `${instance.prefix}-${name}`, namespace },
      spec: { template: { metadata: { labels: labels2 }, spec: { containers, initContainers: listOf(spec?.initContainers), ...spec?.hostNetwork === true && { hostNetwork: true } } } }
    },
    {
      kind: "Service",
      metadata: { name: instance.service, namespace, labels: { [instance.serviceLabel ?? `operated-${instance.name}`]: "true", ...byOperator } },
      spec: { clusterIP: "None", ports: [{ name: web, port: instance.port, targetPort: web }, ...hasSidecar ? [{ name: "grpc", port: 10901, targetPort: "grpc" }] : []], selector: { "app.kubernetes.io/name": instance.name } }
    }
  ];
}
function merged(own2, given) {
  const extra = new Map(given.map((container) => [container?.name, container]));
  const both4 = own2.map((container) => {
    const patch = extra.get(container.name);
    extra.delete(container.name);
    const ports = new Map([...listOf(container.ports), ...listOf(patch?.ports)].map((port) => [`${port?.containerPort} ${port?.protocol}`, port]));
    return patch ? { ...container, ...patch, ports: [...ports.values()] } : container;
  });
  return [...both4, ...extra.values()];
}
function controlPlanePods(manifests) {
  const workloads = manifests.filter(({ kind, metadata }) => metadata.namespace === "kube-system" && isWorkload(kind));
  const templates = workloads.map(({ spec, metadata, kind }) => textsOf(kind === "Pod" ? metadata.labels : spec?.template?.metadata?.labels));
  return manifests.filter(({ kind, metadata }) => kind === "Service" && metadata.namespace === "kube-system").flatMap((service2) => {
    const selector3 = textsOf(service2.spec?.selector);
    if (Object.keys(selector3).length === 0 || templates.some((labels2) => matchesSelector({ matchLabels: selector3 }, labels2))) {
      return [];
    }
    const ports = listOf(service2.spec?.ports).map((port) => ({ name: textOf(port?.targetPort, textOf(port?.name)), containerPort: Number(port?.targetPort ?? port?.port) || Number(port?.port), protocol: textOf(port?.protocol, "TCP") }));
    return [{
      kind: "Pod",
      metadata: { name: service2.metadata.name, namespace: "kube-system", labels: selector3 },
      spec: { containers: [{ name: "", ports }] }
    }];
  });
}

// src/scrape-graph/targets/endpoints.ts
var SERVICE_NAME = "kubernetes.io/service-name";
function endpointSets(flavor, world, namespace) {
  return world.remember(`${flavor} ${namespace ?? ""}`, () => {
    const written = world.inNamespace("Endpoints", namespace).map(endpointsOf);
    const names2 = new Set(written.map(({ name }) => name));
    const made = world.inNamespace("Service", namespace).filter((service2) => !names2.has(service2.metadata.name)).flatMap((service2) => madeFor(service2, world));
    if (flavor === "endpoints") {
      return [...written, ...made];
    }
    const slices = world.inNamespace("EndpointSlice", namespace).map(sliceOf);
    const sliced = new Set(slices.map(({ serviceName }) => serviceName));
    return [...slices, ...[...written.filter((set4) => isMirrored(set4, world)), ...made].filter(({ serviceName }) => !sliced.has(serviceName)).map(asSlice)];
  });
}
function isMirrored({ name, namespace, labels: labels2 }, world) {
  const service2 = world.named("Service", namespace, name);
  return service2 !== void 0 && Object.keys(textsOf(service2.spec?.selector)).length === 0 && labels2["endpointslice.kubernetes.io/skip-mirror"] !== "true";
}
function asSlice(set4) {
  const name = set4.serviceName ?? set4.name;
  return { ...set4, name: `${name}-${UNKNOWN.suffix}`, labels: { ...set4.labels, [SERVICE_NAME]: name } };
}
function madeFor(service2, world) {
  const selector3 = textsOf(service2.spec?.selector);
  const { name, namespace, labels: labels2 = {} } = service2.metadata;
  if (Object.keys(selector3).length === 0 || service2.spec?.type === "ExternalName") {
    return [];
  }
  const pods = world.podsOf(service2).filter((pod2) => pod2.ip !== "" && !isOver(pod2));
  const all3 = service2.spec?.publishNotReadyAddresses === true;
  const endpoints = pods.flatMap((pod2) => listOf(service2.spec?.ports).flatMap((port) => {
    const number2 = numberBehind(port, pod2);
    const isReady = pod2.ready === "true";
    return number2 === void 0 ? [] : [{
      address: pod2.ip,
      port: number2,
      portName: textOf(port?.name),
      protocol: textOf(port?.protocol, "TCP"),
      appProtocol: textOf(port?.appProtocol),
      ready: String(all3 || isReady),
      serving: String(isReady),
      terminating: "false",
      hostname: pod2.subdomain === name ? pod2.hostname : "",
      nodeName: pod2.nodeName,
      zone: textOf(world.named("Node", void 0, pod2.nodeName)?.metadata.labels?.["topology.kubernetes.io/zone"]),
      target: { kind: "Pod", name: pod2.name, namespace: pod2.namespace ?? "" }
    }];
  }));
  return [{ name, namespace, labels: labels2, annotations: {}, serviceName: name, addressType: "IPv4", endpoints }];
}
function endpointsOf(object) {
  const { name, namespace, labels: labels2 = {}, annotations = {} } = object.metadata;
  const subsets = listOf(object.raw?.subsets);
  const endpoints = subsets.flatMap((subset) => listOf(subset?.ports).flatMap((port) => [
    ...listOf(subset.addresses).map((address) => endpointAt(address, port, "true")),
    ...listOf(subset.notReadyAddresses).map((address) => endpointAt(address, port, "false"))
  ]));
  return { name, namespace, labels: labels2, annotations, serviceName: name, addressType: endpoints.every(({ address }) => address.includes(":")) && endpoints.length > 0 ? "IPv6" : "IPv4", endpoints };
}
function endpointAt(address, port, ready) {
  return {
    address: textOf(address?.ip),
    ...portOf(port),
    ready,
    serving: "",
    terminating: "",
    hostname: textOf(address?.hostname),
    nodeName: textOf(address?.nodeName),
    zone: "",
    ...targetOf(address?.targetRef)
  };
}
function portOf(port) {
  return { port: typeof port?.port === "number" ? port.port : void 0, portName: textOf(port?.name), protocol: textOf(port?.protocol, "TCP"), appProtocol: textOf(port?.appProtocol) };
}
function targetOf(reference) {
  return typeof reference?.kind === "string" ? { target: { kind: reference.kind, name: textOf(reference.name), namespace: textOf(reference.namespace) } } : {};
}
function sliceOf(object) {
  const { name, namespace, labels: labels2 = {}, annotations = {} } = object.metadata;
  const said = (value) => typeof value === "boolean" ? String(value) : "";
  const endpoints = listOf(object.raw?.endpoints).flatMap((each2) => listOf(object.raw?.ports).flatMap((port) => listOf(each2?.addresses).map((address) => ({
    address: String(address),
    ...portOf(port),
    ready: said(each2.conditions?.ready),
    serving: said(each2.conditions?.serving),
    terminating: said(each2.conditions?.terminating),
    hostname: textOf(each2.hostname),
    nodeName: textOf(each2.nodeName),
    zone: textOf(each2.zone),
    ...targetOf(each2.targetRef)
  }))));
  return { name, namespace, labels: labels2, annotations, serviceName: labels2[SERVICE_NAME], addressType: textOf(object.raw?.addressType, "IPv4"), endpoints };
}

// src/scrape/label-set.ts
var LabelSet = class {
  /**
   * @param own of this target alone
   * @param meta of others, too; every name begins with `__meta_`
   */
  constructor(own2, meta = []) {
    this.own = own2;
    this.meta = meta;
  }
  own;
  meta;
  /** Empty where there is none: to Prometheus that is the same. */
  get(name) {
    if (Object.hasOwn(this.own, name)) {
      return this.own[name];
    }
    for (const labels2 of this.meta) {
      if (Object.hasOwn(labels2, name)) {
        return labels2[name];
      }
    }
    return "";
  }
  all() {
    const found = {};
    for (const labels2 of [...this.meta, this.own]) {
      putAll(found, Object.entries(labels2));
    }
    return found;
  }
  /** To be changed, with others where this has none. */
  changeable(others2 = {}) {
    const own2 = new Map(Object.entries(others2));
    for (const [name, value] of Object.entries(this.own)) {
      if (value !== "") {
        own2.set(name, value);
      }
    }
    return new ChangeableLabels(this, own2);
  }
};
var ChangeableLabels = class {
  constructor(found, own2) {
    this.found = found;
    this.own = own2;
  }
  found;
  own;
  get(name) {
    return this.own.get(name) ?? this.found.get(name);
  }
  /** An empty one is none. */
  set(name, value) {
    this.own.set(name, value);
  }
  all() {
    return putAll(this.found.all(), this.own);
  }
  /** Those that a target keeps after relabeling. */
  withoutMeta() {
    const found = {};
    for (const [name, value] of this.own) {
      if (value !== "" && !name.startsWith("__meta_")) {
        found[name] = value;
      }
    }
    return found;
  }
};
function putAll(found, entries) {
  for (const [name, value] of entries) {
    if (value === "") {
      delete found[name];
    } else {
      found[name] = value;
    }
  }
  return found;
}

// src/scrape-graph/targets/discovery.ts
function discover(discovery, world, services) {
  if (discovery.kind === "static") {
    return discovery.targets.map((target) => ({ labels: new LabelSet({ ...discovery.labels, __address__: target }) }));
  }
  if (discovery.kind === "elsewhere") {
    return [];
  }
  const namespaces = discovery.role === "node" ? [void 0] : discovery.namespaces ?? world.knownNamespaces;
  return namespaces.flatMap((namespace) => ROLES[discovery.role](namespace, discovery, world, services));
}
var ROLES = {
  endpoints: endpointTargets,
  endpointslice: endpointTargets,
  pod: (namespace, discovery, world) => world.podsIn(namespace).filter((pod2) => pod2.ip !== "" && isAskedFor(discovery, "pod", pod2.labels)).flatMap((pod2) => podTargets(pod2, discovery, world)),
  service: (namespace, discovery, world) => world.inNamespace("Service", namespace).filter(({ metadata }) => isAskedFor(discovery, "service", metadata.labels ?? {})).flatMap(serviceTargets),
  node: (_, discovery, world) => world.ofKind("Node").filter(({ metadata }) => isAskedFor(discovery, "node", metadata.labels ?? {})).flatMap(nodeTargets),
  ingress: (namespace, discovery, world) => world.inNamespace("Ingress", namespace).filter(({ metadata }) => isAskedFor(discovery, "ingress", metadata.labels ?? {})).flatMap(ingressTargets)
};
var META = "__meta_kubernetes_";
function isAskedFor({ selectors }, role, labels2) {
  return selectors.every((selector3) => selector3.role !== role || matchesSelector(selector3.labels, labels2));
}
var sanitized = (name) => name.replace(/[^a-zA-Z0-9_]/g, "_");
function metaOf(role, name, labels2 = {}, annotations = {}) {
  const found = { [`${META}${role}_name`]: name };
  for (const [kind, texts3] of [["label", labels2], ["annotation", annotations]]) {
    for (const key of Object.keys(texts3)) {
      const { value, present } = metaNames(role, kind, key);
      found[value] = texts3[key];
      found[present] = "true";
    }
  }
  return found;
}
var namesOfMeta = /* @__PURE__ */ new Map();
function metaNames(role, kind, key) {
  const which = `${role} ${kind} ${key}`;
  let names2 = namesOfMeta.get(which);
  if (!names2) {
    names2 = { value: `${META}${role}_${kind}_${sanitized(key)}`, present: `${META}${role}_${kind}present_${sanitized(key)}` };
    if (namesOfMeta.size >= 5e3) {
      namesOfMeta.clear();
    }
    namesOfMeta.set(which, names2);
  }
  return names2;
}
function endpointTargets(namespace, discovery, world, services) {
  const { role, withNode } = discovery;
  const isSlice = role === "endpointslice";
  return endpointSets(isSlice ? "endpointslice" : "endpoints", world, namespace).flatMap((set4) => {
    const known6 = set4.serviceName === void 0 ? void 0 : world.named("Service", namespace, set4.serviceName);
    if (services && !(known6 && services.has(known6)) || !isAskedFor(discovery, role, set4.labels)) {
      return [];
    }
    const service2 = known6 && isAskedFor(discovery, "service", known6.metadata.labels ?? {}) ? known6 : void 0;
    return world.remember(`${role} ${namespace ?? ""} ${set4.name} ${withNode} ${service2 !== void 0}`, () => targetsIn(set4, service2, discovery, world));
  });
}
function targetsIn(set4, service2, { role, withNode }, world) {
  const isSlice = role === "endpointslice";
  const { namespace } = set4;
  if (isSlice && isSecondFamily(service2, set4.addressType)) {
    return [];
  }
  const group = {
    [`${META}namespace`]: namespace ?? "",
    ...isSlice && { [`${META}endpointslice_address_type`]: set4.addressType },
    ...metaOf(role, set4.name, set4.labels, set4.annotations),
    ...service2 && metaOf("service", service2.metadata.name, service2.metadata.labels, service2.metadata.annotations)
  };
  const seen = /* @__PURE__ */ new Map();
  const targets = set4.endpoints.map((endpoint) => {
    const pod2 = endpoint.target?.kind === "Pod" ? world.pod(endpoint.target.namespace, endpoint.target.name) : void 0;
    const own2 = isSlice ? sliceMeta(endpoint) : endpointMeta(endpoint);
    const meta = withNode ? [group, nodeMeta(endpoint.nodeName !== "" ? endpoint.nodeName : endpoint.target?.kind === "Node" ? endpoint.target.name : "", world)] : [group];
    if (!pod2) {
      return { labels: new LabelSet(own2, meta), service: service2 };
    }
    seen.set(pod2, (seen.get(pod2) ?? /* @__PURE__ */ new Set()).add(endpoint.port ?? -1));
    const port = behind(endpoint.port, pod2);
    const container = port ? [containerMeta(port.container, port.name, port.number, isSlice ? port.protocol : endpoint.protocol)] : [];
    return { labels: new LabelSet(own2, [...meta, podMeta(pod2), ...container]), service: service2, pod: pod2 };
  });
  const others2 = [...seen].flatMap(([pod2, numbers2]) => pod2.ports.filter(({ number: number2 }) => !numbers2.has(number2)).map(({ container, name, number: number2, protocol }) => ({
    labels: new LabelSet({ __address__: joined(pod2.ip, number2) }, [group, containerMeta(container, name, number2, protocol), podMeta(pod2)]),
    service: service2,
    pod: pod2
  })));
  return [...targets, ...others2];
}
function behind(number2, { ports }) {
  const byContainer = /* @__PURE__ */ new Map();
  for (const port of ports) {
    if (port.number === number2 && !byContainer.has(port.container)) {
      byContainer.set(port.container, port);
    }
  }
  return [...byContainer.values()].pop();
}
function isSecondFamily(service2, addressType) {
  const { ipFamilyPolicy, ipFamilies } = service2?.spec ?? {};
  return ["PreferDualStack", "RequireDualStack"].includes(ipFamilyPolicy) && listOf(ipFamilies).length > 0 && addressType !== ipFamilies[0];
}
function endpointMeta({ address, port, portName, protocol, ready, target, nodeName, hostname }) {
  return {
    __address__: joined(address, port),
    [`${META}endpoint_port_name`]: portName,
    [`${META}endpoint_port_protocol`]: protocol,
    [`${META}endpoint_ready`]: ready,
    [`${META}endpoint_address_target_kind`]: target?.kind ?? "",
    [`${META}endpoint_address_target_name`]: target?.name ?? "",
    [`${META}endpoint_node_name`]: nodeName,
    [`${META}endpoint_hostname`]: hostname
  };
}
function sliceMeta({ address, port, portName, protocol, appProtocol, ready, serving, terminating, target, nodeName, hostname, zone }) {
  return {
    __address__: joined(address, port),
    [`${META}endpointslice_port_name`]: portName,
    [`${META}endpointslice_port_protocol`]: protocol,
    [`${META}endpointslice_port`]: port === void 0 ? "" : String(port),
    [`${META}endpointslice_port_app_protocol`]: appProtocol,
    [`${META}endpointslice_endpoint_conditions_ready`]: ready,
    [`${META}endpointslice_endpoint_conditions_serving`]: serving,
    [`${META}endpointslice_endpoint_conditions_terminating`]: terminating,
    [`${META}endpointslice_endpoint_hostname`]: hostname,
    [`${META}endpointslice_endpoint_node_name`]: nodeName,
    [`${META}endpointslice_endpoint_zone`]: zone,
    [`${META}endpointslice_address_target_kind`]: target?.kind ?? "",
    [`${META}endpointslice_address_target_name`]: target?.name ?? ""
  };
}
var metaOfPods = /* @__PURE__ */ new WeakMap();
function podMeta(pod2) {
  const known6 = metaOfPods.get(pod2);
  if (known6) {
    return known6;
  }
  const found = {
    ...metaOf("pod", pod2.name, pod2.labels, pod2.annotations),
    [`${META}pod_ip`]: pod2.ip,
    [`${META}pod_ready`]: pod2.ready,
    [`${META}pod_phase`]: pod2.phase,
    [`${META}pod_node_name`]: pod2.nodeName,
    [`${META}pod_host_ip`]: pod2.hostIp,
    [`${META}pod_uid`]: pod2.uid,
    [`${META}pod_controller_kind`]: pod2.controller?.kind ?? "",
    [`${META}pod_controller_name`]: pod2.controller?.name ?? ""
  };
  metaOfPods.set(pod2, found);
  return found;
}
function containerMeta({ name: container, image, isInit }, name, number2, protocol) {
  return {
    [`${META}pod_container_name`]: container,
    [`${META}pod_container_image`]: image,
    [`${META}pod_container_init`]: String(isInit),
    [`${META}pod_container_port_name`]: name,
    [`${META}pod_container_port_number`]: String(number2),
    [`${META}pod_container_port_protocol`]: protocol
  };
}
function podTargets(pod2, { withNode }, world) {
  if (withNode && !world.named("Node", void 0, pod2.nodeName) && world.ofKind("Node").length > 0) {
    return [];
  }
  const group = { [`${META}namespace`]: pod2.namespace ?? "", ...withNode && nodeMeta(pod2.nodeName, world) };
  return pod2.containers.flatMap((container) => {
    const own2 = pod2.ports.filter((port) => port.container === container);
    const id = { [`${META}pod_container_id`]: container.id };
    if (own2.length === 0) {
      return [{ labels: new LabelSet({ ...id, __address__: pod2.ip, [`${META}pod_container_name`]: container.name, [`${META}pod_container_image`]: container.image, [`${META}pod_container_init`]: String(container.isInit) }, [group, podMeta(pod2)]), pod: pod2 }];
    }
    return own2.map(({ name, number: number2, protocol }) => ({
      labels: new LabelSet({ ...id, __address__: joined(pod2.ip, number2) }, [group, containerMeta(container, name, number2, protocol), podMeta(pod2)]),
      pod: pod2
    }));
  });
}
function serviceTargets(service2) {
  const { metadata: { name, namespace = "", labels: labels2, annotations }, spec } = service2;
  const type = textOf(spec?.type, "ClusterIP");
  return listOf(spec?.ports).map((port) => ({
    service: service2,
    labels: new LabelSet({
      ...metaOf("service", name, labels2, annotations),
      [`${META}namespace`]: namespace,
      __address__: joined(`${name}.${namespace}.svc`, Number(port?.port)),
      [`${META}service_port_name`]: textOf(port?.name),
      [`${META}service_port_number`]: String(port?.port),
      [`${META}service_port_protocol`]: textOf(port?.protocol, "TCP"),
      [`${META}service_type`]: type,
      [`${META}service_cluster_ip`]: type === "ExternalName" ? "" : textOf(spec.clusterIP),
      [`${META}service_external_name`]: type === "ExternalName" ? textOf(spec.externalName) : "",
      [`${META}service_loadbalancer_ip`]: type === "LoadBalancer" ? listOf(service2.raw?.status?.loadBalancer?.ingress).map((each2) => textOf(each2?.ip)).filter((ip) => ip !== "").join(",") || textOf(spec.loadBalancerIP) : ""
    })
  }));
}
var ADDRESS_TYPES = ["InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname"];
function nodeTargets({ metadata: { name, labels: labels2, annotations }, spec, raw }) {
  const addresses = /* @__PURE__ */ new Map();
  for (const { type, address } of listOf(raw?.status?.addresses)) {
    if (!addresses.has(type)) {
      addresses.set(type, String(address));
    }
  }
  const first = ADDRESS_TYPES.find((type) => addresses.has(type));
  if (first === void 0) {
    return [];
  }
  return [{
    labels: new LabelSet({
      ...metaOf("node", name, labels2, annotations),
      __address__: joined(addresses.get(first), raw?.status?.daemonEndpoints?.kubeletEndpoint?.Port ?? 0),
      instance: name,
      [`${META}node_provider_id`]: textOf(spec?.providerID),
      ...Object.fromEntries(listOf(raw?.status?.conditions).map((each2) => [`${META}node_condition_${sanitized(String(each2?.type).toLowerCase())}`, String(each2?.status).toLowerCase()])),
      ...Object.fromEntries([...addresses].map(([type, address]) => [`${META}node_address_${sanitized(type)}`, address]))
    })
  }];
}
function nodeMeta(name, world) {
  const node = world.named("Node", void 0, name);
  return node ? metaOf("node", name, node.metadata.labels, node.metadata.annotations) : {};
}
function ingressTargets({ metadata: { name, namespace = "", labels: labels2, annotations }, spec }) {
  const secured = listOf(spec?.tls).flatMap((each2) => listOf(each2?.hosts).map(String));
  return listOf(spec?.rules).flatMap((rule2) => {
    const host = textOf(rule2?.host);
    const paths = rule2?.http ? listOf(rule2.http.paths).map((each2) => textOf(each2?.path) || "/") : ["/"];
    return paths.map((path2) => ({
      labels: new LabelSet({
        ...metaOf("ingress", name, labels2, annotations),
        [`${META}namespace`]: namespace,
        [`${META}ingress_class_name`]: textOf(spec?.ingressClassName),
        __address__: host,
        [`${META}ingress_scheme`]: secured.some((pattern) => coversHost(pattern, host)) ? "https" : "http",
        [`${META}ingress_host`]: host,
        [`${META}ingress_path`]: path2
      })
    }));
  });
}
function coversHost(pattern, host) {
  return pattern === host || pattern.startsWith("*.") && host.includes(".") && pattern.slice(1) === host.slice(host.indexOf("."));
}
function joined(host, port) {
  return port === void 0 ? host : host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

// src/scrape-graph/targets/operator-steps.ts
var ROLE_SELECTOR = "RoleSelector";
var FIRST = [{ sourceLabels: ["job"], targetLabel: "__tmp_prometheus_job_name" }];
function selectorSteps(role, monitor, selector3) {
  if (monitor.spec?.selectorMechanism === ROLE_SELECTOR) {
    return [];
  }
  const value = (key) => `__meta_kubernetes_${role}_label_${sanitized(key)}`;
  const present = (key) => `__meta_kubernetes_${role}_labelpresent_${sanitized(key)}`;
  const labels2 = textsOf(selector3?.matchLabels);
  return [
    ...Object.keys(labels2).sort().map((key) => ({ action: "keep", sourceLabels: [value(key), present(key)], regex: `(${labels2[key]});true` })),
    ...listOf(selector3?.matchExpressions).flatMap(({ key, operator, values }) => {
      const any = `(${listOf(values).join("|")});true`;
      switch (operator) {
        case "In":
          return [{ action: "keep", sourceLabels: [value(key), present(key)], regex: any }];
        case "NotIn":
          return [{ action: "drop", sourceLabels: [value(key), present(key)], regex: any }];
        case "Exists":
          return [{ action: "keep", sourceLabels: [present(key)], regex: "true" }];
        case "DoesNotExist":
          return [{ action: "drop", sourceLabels: [present(key)], regex: "true" }];
        default:
          return [];
      }
    })
  ];
}
function roleSelectors(monitor, selector3, roles) {
  return monitor.spec?.selectorMechanism === ROLE_SELECTOR ? roles.map((role) => ({ role, labels: selector3 })) : [];
}
var NOT_OVER = { action: "drop", sourceLabels: ["__meta_kubernetes_pod_phase"], regex: "(Failed|Succeeded)" };
function copy(from3, to2) {
  return { sourceLabels: [from3], targetLabel: to2 };
}
function copyLabels(role, names2) {
  return listOf(names2).map(String).map((name) => copyLabel(role, name, sanitized(name)));
}
function copyLabel(role, name, to2) {
  return { sourceLabels: [`__meta_kubernetes_${role}_label_${sanitized(name)}`], targetLabel: to2, regex: "(.+)", replacement: "${1}" };
}
function set(label, value) {
  return { targetLabel: label, replacement: value };
}
function scrapeClassOf(prometheus, monitor) {
  const classes = listOf(prometheus.spec?.scrapeClasses);
  const name = textOf(monitor.spec?.scrapeClass);
  return (name === "" ? classes.find((each2) => each2?.default === true) : classes.find((each2) => each2?.name === name)) ?? {};
}
function enforced(prometheus, monitor) {
  const { enforcedNamespaceLabel: label, excludedFromEnforcement } = prometheus.spec ?? {};
  if (typeof label !== "string" || label === "") {
    return [];
  }
  const resource = `${monitor.kind.toLowerCase()}s`;
  const isExcepted = listOf(excludedFromEnforcement).some((each2) => each2?.namespace === monitor.metadata.namespace && each2?.resource === resource && [void 0, "", monitor.metadata.name].includes(each2?.name));
  return isExcepted ? [] : [set(label, monitor.metadata.namespace ?? "")];
}
function shardSteps(label, shard, shards) {
  return shard === void 0 ? [] : [
    { sourceLabels: [label, "__tmp_hash"], targetLabel: "__tmp_hash", regex: "(.+);", replacement: "$1" },
    { sourceLabels: ["__tmp_hash"], targetLabel: "__tmp_hash", modulus: shards, action: "hashmod" },
    { sourceLabels: ["__tmp_hash", "__tmp_disable_sharding"], regex: `${shard};|.+;.+`, action: "keep" }
  ];
}

// src/scrape-graph/targets/scrape-jobs.ts
function jobsOf(prometheus, monitor, shard) {
  return Object.hasOwn(KINDS, monitor.kind) ? KINDS[monitor.kind]({ prometheus, monitor, shard }) : [];
}
var UNSAID = "<namespace>";
var KINDS = {
  ServiceMonitor: (given) => listOf(given.monitor.spec?.endpoints).map((endpoint, at) => serviceMonitorJob(given, endpoint ?? {}, at)),
  PodMonitor: (given) => listOf(given.monitor.spec?.podMetricsEndpoints).map((endpoint, at) => podMonitorJob(given, endpoint ?? {}, at)),
  Probe: (given) => probeJobs(given),
  ScrapeConfig: (given) => [scrapeConfigJob(given)]
};
function roleOf(prometheus, monitor) {
  return textOf(monitor.spec.serviceDiscoveryRole, textOf(prometheus.spec?.serviceDiscoveryRole)) === "EndpointSlice" ? "endpointslice" : "endpoints";
}
function serviceMonitorJob({ prometheus, monitor, shard }, endpoint, at) {
  const { selector: selector3, targetLabels, podTargetLabels, jobLabel } = monitor.spec;
  const role = roleOf(prometheus, monitor);
  const meta = role === "endpoints" ? "__meta_kubernetes_endpoint" : "__meta_kubernetes_endpointslice";
  const target = [`${meta}_address_target_kind`, `${meta}_address_target_name`];
  const port = textOf(endpoint.port);
  return {
    ...common({ prometheus, monitor, shard }, endpoint, `serviceMonitor/${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}/${at}`, at),
    discoveries: [kubernetes({ prometheus, monitor, shard }, role, monitor.spec.namespaceSelector, roleSelectors(monitor, selector3, [role, "service"]))],
    ...relabeled([
      ...FIRST,
      ...selectorSteps("service", monitor, selector3),
      ...port !== "" ? [keep(`${meta}_port_name`, port)] : keepTargetPort(endpoint.targetPort),
      { sourceLabels: target, regex: "Node;(.*)", replacement: "${1}", targetLabel: "node" },
      { sourceLabels: target, regex: "Pod;(.*)", replacement: "${1}", targetLabel: "pod" },
      copy("__meta_kubernetes_namespace", "namespace"),
      copy("__meta_kubernetes_service_name", "service"),
      copy("__meta_kubernetes_pod_name", "pod"),
      copy("__meta_kubernetes_pod_container_name", "container"),
      ...endpoint.filterRunning === false ? [] : [NOT_OVER],
      ...copyLabels("service", targetLabels),
      ...copyLabels("pod", podTargetLabels),
      ...copyLabels("pod", prometheus.spec?.podTargetLabels),
      copy("__meta_kubernetes_service_name", "job"),
      ...textOf(jobLabel) === "" ? [] : [copyLabel("service", jobLabel, "job")],
      ...port !== "" ? [set("endpoint", port)] : endpoint.targetPort !== void 0 ? [set("endpoint", String(endpoint.targetPort))] : []
    ], ownRelabelings({ prometheus, monitor, shard }, endpoint.relabelings, "__address__"))
  };
}
function podMonitorJob({ prometheus, monitor, shard }, endpoint, at) {
  const { selector: selector3, podTargetLabels, jobLabel } = monitor.spec;
  const port = textOf(endpoint.port);
  const number2 = typeof endpoint.portNumber === "number" && endpoint.portNumber !== 0 ? endpoint.portNumber : void 0;
  return {
    ...common({ prometheus, monitor, shard }, endpoint, `podMonitor/${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}/${at}`, at),
    discoveries: [kubernetes({ prometheus, monitor, shard }, "pod", monitor.spec.namespaceSelector, roleSelectors(monitor, selector3, ["pod"]))],
    ...relabeled([
      ...FIRST,
      ...endpoint.filterRunning === false ? [] : [NOT_OVER],
      ...selectorSteps("pod", monitor, selector3),
      ...port !== "" ? [keep("__meta_kubernetes_pod_container_port_name", port)] : keepTargetPort(number2 ?? endpoint.targetPort),
      copy("__meta_kubernetes_namespace", "namespace"),
      copy("__meta_kubernetes_pod_container_name", "container"),
      copy("__meta_kubernetes_pod_name", "pod"),
      ...copyLabels("pod", podTargetLabels),
      ...copyLabels("pod", prometheus.spec?.podTargetLabels),
      set("job", `${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}`),
      ...textOf(jobLabel) === "" ? [] : [copyLabel("pod", jobLabel, "job")],
      ...port !== "" ? [set("endpoint", port)] : endpoint.targetPort !== void 0 ? [set("endpoint", String(endpoint.targetPort))] : []
    ], ownRelabelings({ prometheus, monitor, shard }, endpoint.relabelings, "__address__"))
  };
}
function probeJobs({ prometheus, monitor, shard }) {
  const { spec, metadata: { namespace, name } } = monitor;
  const { prober = {}, targets = {}, module: module2 } = spec;
  const params = Object.fromEntries([...listOf(spec.params).map((each2) => [textOf(each2?.name), listOf(each2?.values).map(String)]), ...typeof module2 === "string" && module2 !== "" ? [["module", [module2]]] : []]);
  const job = common({ prometheus, monitor, shard }, { ...spec, path: textOf(prober.path, "/probe"), scheme: prober.scheme, params, honorLabels: false }, `probe/${namespace ?? UNSAID}/${name}`, 0);
  const first = [...FIRST, ...textOf(spec.jobName) === "" ? [] : [set("job", spec.jobName)]];
  if (targets.staticConfig) {
    const labels2 = textsOf(targets.staticConfig.labels);
    return [{
      ...job,
      discoveries: [{ kind: "static", targets: listOf(targets.staticConfig.static).map(String), labels: { namespace: namespace ?? "", ...labels2 } }],
      ...relabeled(
        [...first, copy("__address__", "__param_target"), copy("__param_target", "instance"), set("__address__", textOf(prober.url))],
        ownRelabelings({ prometheus, monitor, shard }, targets.staticConfig.relabelingConfigs, "__param_target")
      )
    }];
  }
  if (!targets.ingress) {
    return [];
  }
  const { selector: selector3, namespaceSelector, relabelingConfigs } = targets.ingress;
  return [{
    ...job,
    discoveries: [kubernetes({ prometheus, monitor, shard }, "ingress", namespaceSelector, [])],
    ...relabeled([
      ...first,
      ...selectorSteps("ingress", { ...monitor, spec: {} }, selector3),
      { sourceLabels: ["__meta_kubernetes_ingress_scheme", "__address__", "__meta_kubernetes_ingress_path"], regex: "(.+);(.+);(.+)", targetLabel: "__param_target", replacement: "${1}://${2}${3}" },
      copy("__meta_kubernetes_namespace", "namespace"),
      copy("__meta_kubernetes_ingress_name", "ingress"),
      copy("__address__", "__tmp_ingress_address"),
      copy("__param_target", "instance"),
      set("__address__", textOf(prober.url))
    ], ownRelabelings({ prometheus, monitor, shard }, relabelingConfigs, "__param_target"))
  }];
}
function scrapeConfigJob({ prometheus, monitor, shard }) {
  const { spec, metadata: { namespace, name } } = monitor;
  const own2 = listOf(spec.relabelings);
  const isSharded = own2.some((each2) => String(each2?.action).toLowerCase() === "hashmod") || shardsOf(prometheus) === 1;
  return {
    ...common({ prometheus, monitor, shard }, { ...spec, path: spec.metricsPath, interval: spec.scrapeInterval, timeout: spec.scrapeTimeout, metricRelabelings: spec.metricRelabelings }, `scrapeConfig/${namespace ?? UNSAID}/${name}`, 0),
    discoveries: Object.entries(spec).filter(([field, value]) => field.endsWith("Configs") && Array.isArray(value)).flatMap(([field, value]) => listOf(value).map((config) => {
      if (field === "staticConfigs") {
        return { kind: "static", targets: listOf(config?.targets).map(String), labels: textsOf(config?.labels) };
      }
      return field === "kubernetesSDConfigs" && config?.apiServer === void 0 ? discoveryOf(config ?? {}, prometheus) : { kind: "elsewhere", field };
    })),
    ...relabeled([...FIRST, ...listOf(scrapeClassOf(prometheus, monitor).relabelings), ...textOf(spec.jobName) === "" ? [] : [set("job", spec.jobName)]], [
      // the operator leaves the enforced label away where a ScrapeConfig has no relabelings
      ...own2.length === 0 ? [] : [...own2, ...enforced(prometheus, monitor)],
      ...isSharded ? [] : shardSteps("__address__", shard, shardsOf(prometheus))
    ])
  };
}
function discoveryOf(config, prometheus) {
  const role = textOf(config.role).toLowerCase();
  const names2 = config.namespaces === void 0 ? void 0 : [...listOf(config.namespaces.names).map(String), ...config.namespaces.ownNamespace === true ? [prometheus.metadata.namespace ?? ""] : []];
  return {
    kind: "kubernetes",
    role,
    ...names2 !== void 0 && names2.length > 0 && { namespaces: names2 },
    selectors: listOf(config.selectors).filter((each2) => typeof each2?.label === "string").map((each2) => ({ role: textOf(each2.role).toLowerCase(), labels: parsedSelector(each2.label) })),
    withNode: config.attachMetadata?.node === true
  };
}
function parsedSelector(text2) {
  const parts = text2.match(/[^,(]+(\([^)]*\))?/g) ?? [];
  return {
    matchExpressions: parts.map((part) => {
      const [, key, not2, list] = /^\s*([^\s!=]+)\s+(not)?\s*in\s*\(([^)]*)\)\s*$/.exec(part) ?? [];
      if (key !== void 0) {
        return { key, operator: not2 === void 0 ? "In" : "NotIn", values: list.split(",").map((value2) => value2.trim()) };
      }
      const [, name, operator, value] = /^\s*([^\s!=]+)\s*(!=|==?)\s*(.*?)\s*$/.exec(part) ?? [];
      if (name !== void 0) {
        return { key: name, operator: operator === "!=" ? "NotIn" : "In", values: [value] };
      }
      return part.trim().startsWith("!") ? { key: part.trim().slice(1).trim(), operator: "DoesNotExist" } : { key: part.trim(), operator: "Exists" };
    })
  };
}
function shardsOf(prometheus) {
  return typeof prometheus.spec?.shards === "number" && prometheus.spec.shards > 1 ? prometheus.spec.shards : 1;
}
function kubernetes({ prometheus, monitor }, role, namespaceSelector, selectors) {
  const own2 = monitor.metadata.namespace ?? "";
  const names2 = listOf(namespaceSelector?.matchNames).map(String);
  const namespaces = prometheus.spec?.ignoreNamespaceSelectors === true ? [own2] : namespaceSelector?.any === true ? void 0 : names2.length > 0 ? names2 : [own2];
  const attached = monitor.spec.attachMetadata ?? scrapeClassOf(prometheus, monitor).attachMetadata;
  return { kind: "kubernetes", role, ...namespaces && { namespaces }, selectors, withNode: role !== "ingress" && attached?.node === true };
}
function keep(label, pattern) {
  return { action: "keep", sourceLabels: [label], regex: pattern };
}
function keepTargetPort(target) {
  if (typeof target === "string" && target !== "") {
    return [keep("__meta_kubernetes_pod_container_port_name", target)];
  }
  return typeof target === "number" && target !== 0 ? [keep("__meta_kubernetes_pod_container_port_number", String(target))] : [];
}
function relabeled(first, own2) {
  return { relabelings: [...first, ...own2], ownFrom: first.length };
}
function ownRelabelings({ prometheus, monitor, shard }, relabelings, shardLabel) {
  const first = listOf(scrapeClassOf(prometheus, monitor).relabelings);
  return [...first, ...listOf(relabelings), ...enforced(prometheus, monitor), ...shardSteps(shardLabel, shard, shardsOf(prometheus))];
}
function common({ prometheus, monitor }, endpoint, name, at) {
  const limit = (own2, enforcedLimit, global) => {
    const set_ = [own2, enforcedLimit].filter((value) => typeof value === "number" && value > 0);
    return set_.length > 0 ? Math.min(...set_) : typeof global === "number" && global > 0 ? global : void 0;
  };
  const sampleLimit = limit(monitor.spec.sampleLimit, prometheus.spec?.enforcedSampleLimit, prometheus.spec?.sampleLimit);
  return {
    name,
    monitor,
    endpoint: at,
    path: textOf(endpoint.path, "/metrics") || "/metrics",
    scheme: (textOf(endpoint.scheme, "http") || "http").toLowerCase(),
    ...typeof (endpoint.interval ?? prometheus.spec?.scrapeInterval) === "string" && { interval: endpoint.interval ?? prometheus.spec.scrapeInterval },
    ...typeof (endpoint.scrapeTimeout ?? endpoint.timeout) === "string" && { timeout: endpoint.scrapeTimeout ?? endpoint.timeout },
    params: typeof endpoint.params === "object" && endpoint.params !== null ? Object.fromEntries(Object.entries(endpoint.params).map(([key, values]) => [key, listOf(values).map(String)])) : {},
    honorLabels: endpoint.honorLabels === true && prometheus.spec?.overrideHonorLabels !== true,
    metricRelabelings: [...listOf(scrapeClassOf(prometheus, monitor).metricRelabelings), ...listOf(endpoint.metricRelabelings), ...enforced(prometheus, monitor)],
    ...sampleLimit !== void 0 && { sampleLimit }
  };
}

// src/scrape/relabeling.ts
var import_crypto = require("crypto");

// src/promql/regex.ts
var engine = () => require("re2js").RE2JS;
var TOO_LARGE = { isTooLarge: true };
var LARGEST = 1e5;
var compiled = /* @__PURE__ */ new Map();
var TEXTS = /^(?:\(([\w;:/|-]+)\))?([\w;:/-]*)$/;
var BEFORE_ANYTHING = /^([\w;:/-]*)\((\.[*+])\)$/;
function readPattern(pattern) {
  let found = compiled.get(pattern);
  if (found === void 0) {
    found = sizeOf(pattern) > LARGEST ? TOO_LARGE : plain(pattern) ?? byEngine(pattern);
    if (compiled.size >= 1e4) {
      compiled.clear();
    }
    compiled.set(pattern, found);
  }
  return found;
}
var COMMON = /^(?:[\w:;,=@\/ -]|\.|\\[.dwsDWS\/-]|\||\((?:\?:)?|(?<=[\w.)])[*+?](?![*+?])|\))*$/;
function isCommon(pattern) {
  if (pattern.length > 500 || !COMMON.test(pattern)) {
    return false;
  }
  let depth = 0;
  for (const [mark] of pattern.matchAll(/\\.|[()]/g)) {
    if (mark === "(") {
      depth++;
    }
    if (mark === ")" && --depth < 0) {
      return false;
    }
  }
  return depth === 0;
}
function whyNoPattern(pattern) {
  if (isCommon(pattern)) {
    return void 0;
  }
  const read5 = readPattern(pattern);
  return "why" in read5 ? read5.why : void 0;
}
function sizeOf(pattern) {
  if (pattern.length > LARGEST) {
    return pattern.length;
  }
  const outer = [];
  let size2 = 0;
  let last = 0;
  for (const [piece] of pattern.matchAll(PIECES)) {
    if (piece === "(") {
      outer.push(size2);
      size2 = 0;
      last = 0;
      continue;
    }
    if (piece === ")") {
      last = size2;
      size2 += outer.pop() ?? 0;
      continue;
    }
    const times = /^\{(\d+),?(\d*)\}$/.exec(piece);
    if (times) {
      const more = last * (Math.max(Number(times[1]), Number(times[2])) - 1);
      size2 += more;
      last += more;
      continue;
    }
    last = piece.startsWith("\\p") || piece.startsWith("\\P") ? CLASS_OF_UNICODE : piece.length;
    size2 += last;
  }
  return size2 + outer.reduce((sum, each2) => sum + each2, 0);
}
var PIECES = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|./gs;
var CLASS_OF_UNICODE = 10;
function plain(pattern) {
  const [, before, anything] = BEFORE_ANYTHING.exec(pattern) ?? [];
  if (before !== void 0) {
    const least = before.length + (anything === ".*" ? 0 : 1);
    return of((text2) => text2.length >= least && text2.startsWith(before) ? [text2, text2.slice(before.length)] : void 0);
  }
  const [, texts3, after] = TEXTS.exec(pattern) ?? [];
  if (after === void 0) {
    return void 0;
  }
  const wholes = new Map((texts3 ?? "").split("|").map((text2) => [`${text2}${after}`, texts3 === void 0 ? [after] : [`${text2}${after}`, text2]]));
  return of((text2) => wholes.get(text2));
}
function of(find) {
  return {
    matches: (text2) => find(text2) !== void 0,
    groups: (text2) => {
      const list = find(text2);
      return list && { list, byName: {} };
    }
  };
}
function byEngine(pattern) {
  try {
    const regex = engine().compile(pattern, engine().DOTALL);
    return { matches: (text2) => regex.matches(text2), groups: (text2) => groupsOf(regex, text2) };
  } catch (error) {
    if (error instanceof RangeError) {
      return TOO_LARGE;
    }
    return { why: String(error.message).replace(/^error parsing regexp: /, "") };
  }
}
function groupsOf(regex, text2) {
  const matcher = regex.matcher(text2);
  if (!matcher.matches()) {
    return void 0;
  }
  const list = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? "");
  return { list, byName: Object.fromEntries(Object.entries(regex.namedGroups()).map(([name, at]) => [name, list[at]])) };
}

// src/scrape/relabeling.ts
var NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
function relabelTraced(labels2, steps) {
  const changed = new LabelSet(labels2).changeable();
  const droppedBy = relabel(changed, steps);
  return droppedBy < 0 ? { labels: changed.all(), droppedBy } : { droppedBy };
}
function relabel(labels2, steps) {
  return steps.findIndex((step) => !isKept(labels2, step));
}
var FILTERS = ["keep", "drop", "keepequal", "dropequal"];
function isFilter({ action = "replace" }) {
  return FILTERS.includes(action.toLowerCase());
}
function passes(labels2, step) {
  const { targetLabel = "" } = step;
  const value = valueOf(labels2, step);
  if ("isTooLarge" in patternOf(step)) {
    return true;
  }
  switch (step.action.toLowerCase()) {
    case "keep":
      return matches(step, value);
    case "drop":
      return !matches(step, value);
    case "keepequal":
      return labels2.get(targetLabel) === value;
    default:
      return labels2.get(targetLabel) !== value;
  }
}
function isKept(labels2, step) {
  if (isFilter(step)) {
    return passes(labels2, step);
  }
  const { targetLabel = "", modulus = 0 } = step;
  switch ((step.action ?? "replace").toLowerCase()) {
    case "replace":
      replace(labels2, step, groupsOf2(step, valueOf(labels2, step)));
      break;
    case "lowercase":
      labels2.set(targetLabel, valueOf(labels2, step).toLowerCase());
      break;
    case "uppercase":
      labels2.set(targetLabel, valueOf(labels2, step).toUpperCase());
      break;
    case "hashmod":
      labels2.set(targetLabel, hashOf(valueOf(labels2, step), modulus));
      break;
    case "labelmap":
      for (const [name, own2] of Object.entries(labels2.all())) {
        const groups = groupsOf2(step, name);
        if (groups) {
          labels2.set(expanded(step.replacement ?? "$1", groups), own2);
        }
      }
      break;
    case "labeldrop":
      for (const name of Object.keys(labels2.all())) {
        if (matches(step, name)) {
          labels2.set(name, "");
        }
      }
      break;
    case "labelkeep":
      for (const name of Object.keys(labels2.all())) {
        if (!("isTooLarge" in patternOf(step)) && !matches(step, name)) {
          labels2.set(name, "");
        }
      }
      break;
    default:
  }
  return true;
}
function valueOf(labels2, { sourceLabels = [], separator = ";" }) {
  return sourceLabels.length === 1 ? labels2.get(sourceLabels[0]) : sourceLabels.map((label) => labels2.get(label)).join(separator);
}
function patternOf({ regex }) {
  return readPattern(regex === void 0 || regex === "" ? "(.*)" : regex);
}
function matches(step, text2) {
  const pattern = patternOf(step);
  return "matches" in pattern && pattern.matches(text2);
}
function groupsOf2(step, text2) {
  const pattern = patternOf(step);
  return "groups" in pattern ? pattern.groups(text2) : void 0;
}
function replace(labels2, { targetLabel = "", replacement = "$1" }, groups) {
  if (!groups) {
    return;
  }
  const target = expanded(targetLabel, groups);
  if (!NAME.test(target)) {
    return;
  }
  labels2.set(target, expanded(replacement, groups));
}
function expanded(template2, { list, byName }) {
  if (!template2.includes("$")) {
    return template2;
  }
  return template2.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_whole, inBraces2, bare2) => {
    const name = inBraces2 ?? bare2;
    if (name === void 0) {
      return "$";
    }
    return /^\d+$/.test(name) ? list[Number(name)] ?? "" : byName[name] ?? "";
  });
}
function hashOf(value, modulus) {
  const sum = (0, import_crypto.createHash)("md5").update(value).digest();
  return modulus > 0 ? (sum.readBigUInt64BE(8) % BigInt(modulus)).toString() : "0";
}

// src/scrape/rules.ts
var TIMEOUT = rule({
  id: "scrape/timeout",
  severity: "error",
  message: ({ interval, timeout: timeout2 }) => `"scrapeTimeout" (${timeout2}) is longer than "interval" (${interval}): make it at most as long`,
  why: "Prometheus refuses the scrape configuration; the operator leaves the ServiceMonitor out.",
  example: { interval: "30s", timeout: "60s" }
});
var NOT_A_SERVICE = rule({
  id: "scrape/not-a-service",
  severity: "error",
  message: ({ path: path2, kind }) => `${shown(path2)} is ${kind}, which cannot be scraped: give a Service (an ApiObject, or one of cdk8s-plus), or a construct with toScrapeTarget()`,
  why: "Prometheus finds targets by the Services in front of them.",
  example: { path: "app/Web", kind: "a Deployment" }
});
var TARGET_NAMESPACE = rule({
  id: "scrape/target-namespace",
  severity: "error",
  message: ({ service: service2 }) => `the namespace of Service ${shown(service2)} is not known: set it in its metadata, or the chart's`,
  why: "Prometheus looks for the Service in one namespace, and may read only there.",
  example: { service: "web" }
});
var PORT_MISSING = rule({
  id: "scrape/port-missing",
  severity: "error",
  message: ({ service: service2 }) => `Service ${shown(service2)} has no ports: give it one with a name, like { name: 'metrics', port: 8080 }`,
  why: "There is nothing to scrape.",
  example: { service: "web" }
});
var PORT_UNKNOWN = rule({
  id: "scrape/port-unknown",
  severity: "error",
  message: ({ service: service2, port, declared: declared2 }) => `Service ${shown(service2)} has no port with the name ${shown(port)}: it has ${listed(declared2)}`,
  why: "A ServiceMonitor with a wrong port has no targets, and nobody says so.",
  example: { service: "web", port: "metric", declared: ['"metrics"'] },
  see: "https://github.com/prometheus-operator/prometheus-operator/issues/1470"
});
var PORT_AMBIGUOUS = rule({
  id: "scrape/port-ambiguous",
  severity: "error",
  message: ({ service: service2, declared: declared2 }) => `Service ${shown(service2)} has several ports: say by "port" which of ${listed(declared2)} has the metrics`,
  why: "All of them would be scraped, and those without metrics are down for ever.",
  example: { service: "web", declared: ['"http"', '"metrics"'] }
});
var PORT_UNNAMED = rule({
  id: "scrape/port-unnamed",
  severity: "error",
  message: ({ service: service2, port }) => `port ${port} of Service ${shown(service2)} has no name: give it one, like { name: 'metrics', port: ${port} }`,
  why: "A ServiceMonitor names the port. Without, every port of the pods is scraped.",
  example: { service: "web", port: 8080 }
});
var AUTH_TWICE = rule({
  id: "scrape/auth-twice",
  severity: "error",
  message: ({ given }) => `${given.map((name) => `"${name}"`).join(" and ")} are set together: leave in one of them`,
  why: "The operator refuses the object.",
  example: { given: ["basicAuth", "bearerToken"] }
});
var AUTH_IN_CLEAR = rule({
  id: "scrape/auth-in-clear",
  severity: "warning",
  message: ({ given }) => `${given.map((name) => `"${name}"`).join(" and ")} without TLS: the credentials cross networks in plain text; use HTTPS`,
  why: "Whoever reads the traffic may do what the credentials allow.",
  example: { given: ["basicAuth"] }
});

// src/scrape/timing.ts
var DURATION_UNITS = [["y", 31536e6], ["w", 6048e5], ["d", 864e5], ["h", 36e5], ["m", 6e4], ["s", 1e3], ["ms", 1]];
function millisecondsOf(duration2) {
  if (!/^(\d+(y|w|d|h|ms|m|s))+$/.test(duration2)) {
    return 0;
  }
  const parts = duration2.match(/\d+(y|w|d|h|ms|m|s)/g) ?? [];
  return parts.reduce((sum, part) => sum + Number.parseInt(part, 10) * DURATION_UNITS.find(([unit]) => unit === part.replace(/\d+/, ""))[1], 0);
}

// src/scrape-graph/targets/targets.ts
function targetsOf(job, prometheus, world, { all: all3 = false } = {}) {
  const services = all3 ? void 0 : candidates(job.monitor, world);
  const gates = all3 ? [] : gatesOf(job.relabelings);
  const isLetThrough = ({ labels: labels2 }) => gates.every((step) => passes(labels2, step));
  const first = firstLabels(job, prometheus);
  const found = job.discoveries.flatMap((discovery) => discover(discovery, world, services)).filter(isLetThrough).map((discovered) => targetOf2(job, first, discovered));
  if (found.length < 2) {
    return found.map(({ target }) => target);
  }
  const once2 = /* @__PURE__ */ new Map();
  for (const { target, kept } of found) {
    const key = kept ? JSON.stringify(Object.keys(kept).sort().map((name) => [name, kept[name]])) : `dropped ${once2.size}`;
    const same2 = once2.get(key);
    once2.set(key, same2 ? { ...same2, alsoFrom: [...same2.alsoFrom, target.discovered] } : target);
  }
  return [...once2.values()];
}
function gatesOf([, ...steps]) {
  const end = steps.findIndex((step) => !isFilter(step));
  return end < 0 ? steps : steps.slice(0, end);
}
function candidates(monitor, world) {
  const plain4 = Object.entries(textsOf(monitor.spec?.selector?.matchLabels)).filter(([, value]) => /^[\w-]+$/.test(value));
  if (monitor.kind !== "ServiceMonitor" || plain4.length === 0) {
    return void 0;
  }
  const rarest = plain4.map(([label, value]) => world.servicesLabelled(label, value)).reduce((least, each2) => each2.length < least.length ? each2 : least);
  return new Set(rarest.filter(({ metadata }) => matchesSelector({ matchLabels: Object.fromEntries(plain4) }, metadata.labels ?? {})));
}
function targetOf2(job, first, { labels: labels2, service: service2, pod: pod2 }) {
  const all3 = labels2.changeable(first);
  const droppedBy = relabel(all3, job.relabelings);
  const after = droppedBy < 0 ? all3.withoutMeta() : void 0;
  const isOurs2 = after !== void 0 || droppedBy >= job.ownFrom;
  const base = {
    job,
    discovered: labels2,
    alsoFrom: [],
    service: service2,
    pod: pod2,
    isOurs: isOurs2,
    droppedBy,
    scheme: after?.__scheme__ ?? job.scheme,
    path: after?.__metrics_path__ ?? "",
    interval: after?.__scrape_interval__ ?? first.__scrape_interval__,
    address: after?.__address__ ?? ""
  };
  if (!after || base.address === "" || base.address.includes("/")) {
    return { target: { ...base, labels: void 0 } };
  }
  const kept = { instance: base.address, ...after };
  const own2 = {};
  for (const name of Object.keys(kept).sort()) {
    if (!name.startsWith("__")) {
      own2[name] = kept[name];
    }
  }
  return { target: { ...base, labels: own2 }, kept };
}
function firstLabels(job, prometheus) {
  const interval = canonical(job.interval ?? textOf(prometheus.spec?.scrapeInterval, "30s"));
  const globalTimeout = textOf(prometheus.spec?.scrapeTimeout, "10s");
  const timeout2 = canonical(job.timeout ?? (millisecondsOf(globalTimeout) > millisecondsOf(interval) ? interval : globalTimeout));
  const params = Object.fromEntries(Object.entries(job.params).filter(([, [first]]) => first !== void 0).map(([name, [first]]) => [`__param_${name}`, first]));
  return { ...params, job: job.name, __scrape_interval__: interval, __scrape_timeout__: timeout2, __metrics_path__: job.path, __scheme__: job.scheme };
}
function canonical(duration2) {
  let rest = millisecondsOf(duration2);
  if (rest === 0) {
    return duration2;
  }
  let text2 = "";
  for (const [unit, size2] of DURATION_UNITS) {
    const isExactOnly = size2 >= 6048e5;
    if (isExactOnly && rest % size2 !== 0) {
      continue;
    }
    const count3 = Math.floor(rest / size2);
    if (count3 > 0) {
      text2 += `${count3}${unit}`;
    }
    rest -= count3 * size2;
  }
  return text2;
}
function unknownDiscoveries({ discoveries }) {
  return [...new Set(discoveries.flatMap((discovery) => discovery.kind === "elsewhere" ? [discovery.field] : []))];
}

// src/admission/operator/shared/json.ts
function isJson(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function textOf2(value) {
  return typeof value === "string" ? value : "";
}
function listOf2(value) {
  return Array.isArray(value) ? value : [];
}
function isSet(value) {
  return value !== void 0 && value !== null;
}
function valueAt(object, path2) {
  return path2.split(".").reduce((value, key) => isJson(value) ? value[key] : void 0, object);
}
function select(object, pattern) {
  const found = [];
  collect(object, stepsOf(pattern), 0, "", found);
  return found;
}
var parsed = /* @__PURE__ */ new Map();
function stepsOf(pattern) {
  let steps = parsed.get(pattern);
  if (!steps) {
    steps = pattern.match(/\[\]|\{\}|[^[\]{}.]+/g) ?? [];
    parsed.set(pattern, steps);
  }
  return steps;
}
function collect(value, steps, at, path2, found) {
  if (value === void 0 || value === null) {
    return;
  }
  const step = steps[at];
  if (step === void 0) {
    found.push({ path: path2, value });
  } else if (step === "[]") {
    listOf2(value).forEach((each2, i) => collect(each2, steps, at + 1, `${path2}[${i}]`, found));
  } else if (isJson(value)) {
    const keys = step === "{}" ? Object.keys(value) : [step];
    for (const key of keys) {
      collect(value[key], steps, at + 1, step === "{}" ? `${path2}[${JSON.stringify(key)}]` : join(path2, key), found);
    }
  }
}
function join(path2, more) {
  if (path2 === "" || more === "") {
    return path2 + more;
  }
  return more.startsWith("[") ? path2 + more : `${path2}.${more}`;
}

// src/admission/cluster/lookup.ts
function lookupBy(find) {
  return (kind, namespace, name) => {
    const found = find(kind, namespace, name);
    if (!isJson(found)) {
      return "unknown";
    }
    if (kind !== "Secret" && kind !== "ConfigMap") {
      return found;
    }
    return isFilledElsewhere(found, (maker) => find(maker, namespace, name) !== void 0) ? "unknown" : withoutPlaceholders(found);
  };
}
var FILLED_BY = new RegExp(`^(?:${[
  "reflector.v1.k8s.emberstack.com/",
  "replicator.v1.mittwald.de/",
  "secret-generator.v1.mittwald.de/",
  "cert-manager.io/",
  "sealedsecrets.bitnami.com/",
  "config.openshift.io/inject",
  "service.beta.openshift.io/inject",
  "kyverno.io/",
  "vault."
].map((prefix) => prefix.replace(/\./g, "\\.")).join("|")})`);
var MAKERS = ["SealedSecret", "ExternalSecret", "VaultStaticSecret", "VaultDynamicSecret", "OnePasswordItem", "SecretProviderClass", "Certificate", "Bundle"];
function isFilledElsewhere(object, hasMaker = (_kind) => false) {
  const keys = [object.data, object.stringData, object.binaryData].flatMap((each2) => isJson(each2) ? Object.keys(each2) : []);
  if (keys.length === 0 || isJson(object.sops)) {
    return true;
  }
  if (textOf2(object.type) === "kubernetes.io/service-account-token") {
    return true;
  }
  const marks = ["metadata.annotations", "metadata.labels"].flatMap((path2) => {
    const map = valueAt(object, path2);
    return isJson(map) ? Object.keys(map) : [];
  });
  return marks.some((mark) => FILLED_BY.test(mark)) || MAKERS.some(hasMaker);
}
function withoutPlaceholders(object) {
  const fields = ["data", "stringData"].filter((field) => isJson(object[field]) && Object.values(object[field]).some(isPlaceholder));
  if (fields.length === 0) {
    return object;
  }
  const masked = fields.map((field) => [field, Object.fromEntries(Object.entries(object[field]).map(([key, value]) => [key, isPlaceholder(value) ? true : value]))]);
  return { ...object, ...Object.fromEntries(masked) };
}
var PLACEHOLDER = /\$\{|\{\{|^\s*<[^>]*>\s*$|<path:|^ENC\[|\b(?:change|replace)[-_ ]?me\b|\bREPLACE|\bTODO\b|^(?:x+|\*+|\.\.\.)$/i;
var PLACEHOLDER_IN_FILE = /\$\{|<path:|^ENC\[/;
function isPlaceholder(value) {
  return typeof value === "string" && [value, Buffer.from(value, "base64").toString("utf8")].some((text2) => (text2.trim().includes("\n") ? PLACEHOLDER_IN_FILE : PLACEHOLDER).test(text2));
}

// src/validation/shared.ts
var shared = /* @__PURE__ */ new WeakSet();
function isShared(value) {
  return Object.isFrozen(value) && shared.has(value);
}
var ours = /* @__PURE__ */ new WeakSet();
function isOurs(value) {
  return ours.has(value);
}
function isPlain(value) {
  if (typeof value !== "object" || value === null) {
    return typeof value !== "function" && typeof value !== "symbol";
  }
  if (isShared(value)) {
    return true;
  }
  return Array.isArray(value) ? value.every((each2) => each2 !== null && isPlain(each2)) : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

// src/admission/cluster/memory.ts
var byText = /* @__PURE__ */ new Map();
var MOST = 2e3;
var LONGEST2 = 5e4;
var byIdentity = /* @__PURE__ */ new WeakMap();
var NOT_REMEMBERED = ["Secret", "AlertmanagerConfig", "Alertmanager", "CustomResourceDefinition"];
function remember({ manifest, surroundings, isFinal, lookup }, check3) {
  if (!isMap2(manifest) || NOT_REMEMBERED.includes(manifest.kind)) {
    return check3().result;
  }
  const holds = ({ asked: asked2 }) => asked2.every(({ kind, namespace, name, found }) => lookup(kind, namespace, name) === found);
  if (isFinal) {
    const known7 = byIdentity.get(manifest);
    if (known7?.surroundings === surroundings && holds(known7.entry)) {
      return known7.entry.result;
    }
    const entry2 = check3();
    byIdentity.set(manifest, { surroundings, entry: entry2 });
    return entry2.result;
  }
  const text2 = textOf3(manifest);
  if (text2 === void 0) {
    return check3().result;
  }
  const key = `${surroundings}
${text2}`;
  const known6 = byText.get(key);
  if (known6 && holds(known6)) {
    return known6.result;
  }
  const entry = check3();
  if (byText.size >= MOST) {
    byText.clear();
  }
  byText.set(key, entry);
  return entry.result;
}
var numbers = /* @__PURE__ */ new WeakMap();
var count2 = 0;
function textOf3(manifest) {
  const { spec } = manifest;
  const groups = isMap2(spec) ? spec.groups : void 0;
  try {
    const isLong = typeof groups === "object" && groups !== null && isShared(groups);
    const text2 = JSON.stringify(isLong ? { ...manifest, spec: { ...spec, groups: numberOf(groups) } } : manifest);
    return text2.length <= LONGEST2 ? text2 : void 0;
  } catch {
    return void 0;
  }
}
function numberOf(value) {
  let number2 = numbers.get(value);
  if (number2 === void 0) {
    numbers.set(value, number2 = ++count2);
  }
  return number2;
}

// src/admission/operator/row.ts
var SCRAPER_FIELDS = ["version", "scrapeInterval", "scrapeClasses", "arbitraryFSAccessThroughSMs"];
function isInForce({ since: since2, until, isAsOldAsField }, { operator }) {
  if (since2 === void 0 && until === void 0) {
    return true;
  }
  if (operator === void 0) {
    return isAsOldAsField === true;
  }
  const isIn = (version2) => (since2 === void 0 || version2.isAtLeast(since2)) && (until === void 0 || !version2.isAtLeast(until));
  return isList(operator) ? operator.length > 0 && operator.every(isIn) : isIn(operator);
}
function isList(versions2) {
  return Array.isArray(versions2);
}
function isBelow(version2, threshold2) {
  return version2 !== void 0 && !version2.isAtLeast(threshold2);
}

// src/admission/operator/shared/version.ts
var PATTERN = /^v?(\d{1,9})(?:\.(\d{1,9})(?:\.(\d{1,9})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?)?)?$/;
function parse2(text2) {
  const match = text2.length > 128 ? void 0 : PATTERN.exec(text2.trim());
  return match ? { numbers: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)], pre: match[4]?.split(".") ?? [] } : void 0;
}
function compare2(a, b) {
  const at = a.numbers.findIndex((number2, i) => number2 !== b.numbers[i]);
  if (at >= 0) {
    return a.numbers[at] - b.numbers[at];
  }
  if (a.pre.length === 0 || b.pre.length === 0) {
    return b.pre.length - a.pre.length;
  }
  const part = a.pre.findIndex((text2, i) => text2 !== b.pre[i]);
  if (part < 0) {
    return a.pre.length - b.pre.length;
  }
  if (part >= b.pre.length) {
    return 1;
  }
  const [left, right] = [a.pre[part], b.pre[part]];
  const areNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
  return areNumbers ? Number(left) - Number(right) : left < right ? -1 : 1;
}
var thresholds = /* @__PURE__ */ new Map();
function threshold(text2) {
  let found = thresholds.get(text2);
  if (!found) {
    found = parse2(text2);
    thresholds.set(text2, found);
  }
  return found;
}
var versions = /* @__PURE__ */ new Map();
var MOST2 = 1e3;
function readVersion(text2) {
  if (!versions.has(text2)) {
    if (versions.size >= MOST2) {
      versions.clear();
    }
    versions.set(text2, read(text2));
  }
  return versions.get(text2);
}
function read(text2) {
  const own2 = parse2(text2);
  if (!own2) {
    return void 0;
  }
  const known6 = /* @__PURE__ */ new Map();
  const isAtLeast = (since2) => {
    let is = known6.get(since2);
    if (is === void 0) {
      known6.set(since2, is = compare2(own2, threshold(since2)) >= 0);
    }
    return is;
  };
  return { text: text2.trim().replace(/^v/, ""), major: own2.numbers[0], isAtLeast };
}

// src/admission/cluster/server.ts
var known = /* @__PURE__ */ new WeakMap();
function serverOf(object) {
  let server = known.get(object);
  if (!server) {
    known.set(object, server = { name: nameOf3(object), ...readBy(object) });
  }
  return server;
}
var UNKNOWN_SERVER = { name: "", operator: {}, rules: {} };
function nameOf3({ kind, metadata: { namespace, name } }) {
  return `${kind} ${namespace === void 0 ? name : `${namespace}/${name}`}`;
}
function readBy({ kind, spec, raw, metadata }) {
  const own2 = isJson(spec) ? spec : {};
  if (kind === "Alertmanager") {
    return { operator: { alertmanagerManifest: isJson(raw) ? raw : { kind, metadata, spec: own2 } }, rules: {} };
  }
  const version2 = versionIn(own2);
  if (kind === "ThanosRuler") {
    return { operator: {}, rules: { thanos: version2 ?? NO_VERSION } };
  }
  const features = featuresIn(own2);
  return { operator: { prometheusSpec: Object.fromEntries(SCRAPER_FIELDS.map((field) => [field, own2[field]])) }, rules: { ...version2 !== void 0 && { prometheus: version2 }, ...features && { features } } };
}
var NO_VERSION = "";
function versionIn({ version: version2 }) {
  return readVersion(textOf2(version2))?.text;
}
function featuresIn(spec) {
  const isReplaced = listOf2(spec.containers).some((each2) => valueAt(each2, "name") === "prometheus" && ["args", "command"].some((field) => isSet(valueAt(each2, field))));
  if (isReplaced) {
    return void 0;
  }
  const added = listOf2(spec.additionalArgs).filter((each2) => valueAt(each2, "name") === "enable-feature").flatMap((each2) => textOf2(valueAt(each2, "value")).split(","));
  return [...listOf2(spec.enableFeatures).filter((each2) => typeof each2 === "string"), ...added];
}

// src/validation/kubernetes-names.ts
var DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
var QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
function isDnsLabel(text2) {
  return text2.length <= 63 && DNS_LABEL.test(text2);
}
function isDnsSubdomain(text2) {
  return text2.length <= 253 && text2.split(".").every((part) => DNS_LABEL.test(part));
}
function isLabelValue(text2) {
  return text2 === "" || text2.length <= 63 && QUALIFIED.test(text2);
}
function isQualifiedName(text2) {
  const [first, second, ...more] = text2.split("/");
  if (more.length > 0) {
    return false;
  }
  const name = second ?? first;
  return name.length <= 63 && QUALIFIED.test(name) && (second === void 0 || isDnsSubdomain(first));
}

// src/admission/core/names.ts
var SUBDOMAIN = {
  accepts: isDnsSubdomain,
  cure: "use lower-case letters, digits, hyphens and dots, at most 253 characters, each part beginning and ending with a letter or digit"
};
var DNS_LABEL2 = {
  accepts: isDnsLabel,
  cure: "use lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit"
};
var PATH_SEGMENT = {
  accepts: (name) => name !== "." && name !== ".." && !/[/%]/.test(name),
  cure: 'use any characters but "/" and "%", and neither "." nor ".."'
};
var CRON_JOB = {
  accepts: (name) => isDnsSubdomain(name) && name.length <= 52,
  cure: "use lower-case letters, digits, hyphens and dots, at most 52 characters: each Job adds 11"
};
var JOB = {
  accepts: (name) => isDnsSubdomain(name) && name.length <= 63,
  cure: "use lower-case letters, digits, hyphens and dots, at most 63 characters: it becomes a label of the pods"
};
var SHAPES = {
  "v1/Namespace": DNS_LABEL2,
  "v1/Service": DNS_LABEL2,
  "apps/v1/StatefulSet": DNS_LABEL2,
  "batch/v1/CronJob": CRON_JOB,
  "batch/v1/Job": JOB,
  "policy/v1/PodDisruptionBudget": PATH_SEGMENT,
  "rbac.authorization.k8s.io/v1/Role": PATH_SEGMENT,
  "rbac.authorization.k8s.io/v1/ClusterRole": PATH_SEGMENT,
  "rbac.authorization.k8s.io/v1/RoleBinding": PATH_SEGMENT,
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": PATH_SEGMENT
};
var SUBDOMAINS = /* @__PURE__ */ new Set([
  "v1/ConfigMap",
  "v1/Secret",
  "v1/ServiceAccount",
  "v1/Pod",
  "v1/PersistentVolumeClaim",
  "v1/Endpoints",
  "v1/ReplicationController",
  "v1/ResourceQuota",
  "v1/LimitRange",
  "apps/v1/Deployment",
  "apps/v1/DaemonSet",
  "apps/v1/ReplicaSet",
  "networking.k8s.io/v1/NetworkPolicy",
  "networking.k8s.io/v1/Ingress",
  "discovery.k8s.io/v1/EndpointSlice",
  "autoscaling/v1/HorizontalPodAutoscaler",
  "autoscaling/v2/HorizontalPodAutoscaler"
]);
var CLUSTER_SCOPED = /* @__PURE__ */ new Set([
  "v1/Namespace",
  "rbac.authorization.k8s.io/v1/ClusterRole",
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding"
]);
var CUSTOM = /* @__PURE__ */ new Set(["monitoring.coreos.com"]);
function shapeOf(apiVersion, kind) {
  const key = `${apiVersion}/${kind}`;
  if (Object.hasOwn(SHAPES, key)) {
    return SHAPES[key];
  }
  return SUBDOMAINS.has(key) || CUSTOM.has(groupOf(apiVersion)) ? SUBDOMAIN : void 0;
}
function isNamespaced(apiVersion, kind) {
  return shapeOf(apiVersion, kind) !== void 0 && !CLUSTER_SCOPED.has(`${apiVersion}/${kind}`);
}
function isCustom(apiVersion) {
  const group = groupOf(apiVersion);
  return group.includes(".") && !group.endsWith(".k8s.io");
}
function groupOf(apiVersion) {
  return apiVersion.split("/").slice(0, -1).join("/");
}

// src/admission/core/report.ts
function sentence({ path: path2, value, why, cure }) {
  return value === void 0 ? `"${path2}" ${why}: ${cure}` : `"${path2}" is ${shownValue2(value)}, ${why}: ${cure}`;
}
function shownValue2(value) {
  return typeof value === "string" ? shown(value) : String(value);
}
var Report = class {
  findings = [];
  add(row13, path2, value, why, cure) {
    const isShort = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    this.findings.push({ ...finding(row13, { path: path2, ...isShort && { value }, why, cure }), path: path2 });
  }
};
function keyed(path2, key) {
  return /^[A-Za-z_][-\w]*$/.test(key) ? `${path2}.${key}` : `${path2}[${shown(key)}]`;
}
function isMap3(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isMap3(value) ? value : {};
}
function itemsOf(value, path2) {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((item, index) => isMap3(item) ? [{ item, at: `${path2}[${index}]` }] : []);
}
function textsOf2(value, path2) {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((text2, index) => typeof text2 === "string" ? [{ text: text2, at: `${path2}[${index}]` }] : []);
}
function isPlaceholder2(text2) {
  return text2.includes("${") || text2.includes("{{") || text2.includes("($");
}
function isText(value) {
  return typeof value === "string" && !isPlaceholder2(value);
}
function isInteger(value) {
  return typeof value === "number" && Number.isInteger(value);
}

// src/admission/core/rules.ts
var rules_exports2 = {};
__export(rules_exports2, {
  ANNOTATION: () => ANNOTATION,
  AUTOSCALER: () => AUTOSCALER,
  CONTAINER: () => CONTAINER,
  CONTAINER_PORT: () => CONTAINER_PORT,
  DATA_KEY: () => DATA_KEY,
  DISRUPTION_BUDGET: () => DISRUPTION_BUDGET,
  ENV: () => ENV,
  ENV_TWICE: () => ENV_TWICE,
  FLAG_TWICE: () => FLAG_TWICE,
  FRACTIONAL_BYTES: () => FRACTIONAL_BYTES,
  IMAGE: () => IMAGE,
  INGRESS: () => INGRESS,
  LABEL: () => LABEL,
  NAME: () => NAME2,
  NETWORK_POLICY: () => NETWORK_POLICY,
  POD: () => POD,
  PORT_TWICE: () => PORT_TWICE,
  PROBE: () => PROBE,
  QUANTITY: () => QUANTITY,
  RBAC: () => RBAC2,
  REQUEST_ABOVE_LIMIT: () => REQUEST_ABOVE_LIMIT,
  RESOURCE_NAME: () => RESOURCE_NAME,
  SCHEDULE: () => SCHEDULE,
  SCHEDULE_ZONE: () => SCHEDULE_ZONE,
  SECRET_DATA: () => SECRET_DATA,
  SELECTOR: () => SELECTOR,
  SERVICE: () => SERVICE,
  SIZE: () => SIZE,
  VOLUME: () => VOLUME,
  VOLUME_CLAIM: () => VOLUME_CLAIM,
  VOLUME_MOUNT: () => VOLUME_MOUNT,
  WORKLOAD: () => WORKLOAD
});
var VALIDATION = "https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis";
var CORE2 = `${VALIDATION}/core/validation/validation.go`;
var DOCS = "https://kubernetes.io/docs";
var row = (id, why, example, see = CORE2) => rule({ id: `core/${id}`, severity: "error", message: sentence, why, example, see });
var notice = (...[id, why, example, see]) => rule({ ...row(id, why, example, see), severity: "warning" });
var REJECTED = "The apiserver rejects the object.";
var POD_REJECTED = "The apiserver rejects the object, or the pods that its controller makes.";
var NAME2 = row("name", REJECTED, {
  path: "metadata.name",
  value: "My_App",
  why: "which cannot be the name of a ConfigMap",
  cure: "use lower-case letters, digits, hyphens and dots, at most 253 characters"
}, `${DOCS}/concepts/overview/working-with-objects/names/`);
var LABEL = row("label", REJECTED, {
  path: "metadata.labels.team",
  value: "platform & infra",
  why: "which is not a label value",
  cure: 'use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends'
}, `${DOCS}/concepts/overview/working-with-objects/labels/#syntax-and-character-set`);
var ANNOTATION = row("annotation", REJECTED, {
  path: "metadata.annotations",
  value: 262145,
  why: "more bytes than the 262144 that all annotations may have together",
  cure: "move the data to a ConfigMap"
}, `${DOCS}/concepts/overview/working-with-objects/annotations/#syntax-and-character-set`);
var SELECTOR = row("selector", REJECTED, {
  path: "spec.template.metadata.labels",
  why: 'does not match "spec.selector", which requires app=web, and the template has "api"',
  cure: "give both the same labels"
}, `${VALIDATION}/apps/validation/validation.go`);
var QUANTITY = row("quantity", REJECTED, {
  path: "spec.containers[0].resources.requests.memory",
  value: "1GB",
  why: "which is not a quantity",
  cure: 'write it like "100m" or "250Mi"'
}, `${DOCS}/reference/kubernetes-api/common-definitions/quantity/`);
var REQUEST_ABOVE_LIMIT = row("request-above-limit", POD_REJECTED, {
  path: "spec.template.spec.containers[0].resources.requests.memory",
  value: "2Gi",
  why: 'above the limit "1Gi"',
  cure: "lower the request, or raise the limit"
}, `${DOCS}/concepts/configuration/manage-resources-containers/#requests-and-limits`);
var RESOURCE_NAME = row("resource-name", POD_REJECTED, {
  path: "spec.containers[0].resources.limits.gpu",
  why: "is not a resource of containers",
  cure: "use cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain, such as nvidia.com/gpu"
});
var FRACTIONAL_BYTES = notice(
  "fractional-bytes",
  'The apiserver rounds the amount up, and warns: "m" is a thousandth of a byte, "M" is a megabyte.',
  {
    path: "spec.containers[0].resources.limits.memory",
    value: "512m",
    why: "which is not a whole number of bytes",
    cure: 'write it like "512Mi"'
  },
  "https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go"
);
var CONTAINER = row("container", POD_REJECTED, {
  path: "spec.containers[1].name",
  value: "web",
  why: "the name of another container",
  cure: "give each container its own name"
});
var IMAGE = row(
  "image",
  "The apiserver rejects the object, or the kubelet reports InvalidImageName: the container never starts.",
  {
    path: "spec.containers[0].image",
    value: "Nginx:1.29",
    why: "which has upper-case letters in its repository",
    cure: 'write it like "registry.example.org/team/app:v1.2.3"'
  },
  "https://github.com/distribution/reference/blob/v0.6.0/reference.go"
);
var CONTAINER_PORT = row("container-port", POD_REJECTED, {
  path: "spec.containers[0].ports[0].name",
  value: "prometheus-metrics",
  why: "which is not a port name",
  cure: "use at most 15 lower-case letters, digits and single hyphens"
});
var PORT_TWICE = notice(
  "port-twice",
  "The apiserver warns. Server-side apply rejects the object: port and protocol are the key of the list.",
  {
    path: "spec.containers[0].ports[1]",
    value: "8080/TCP",
    why: 'which "spec.containers[0].ports[0]" declares, too',
    cure: "remove one of them"
  },
  "https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go"
);
var ENV = row("env", POD_REJECTED, {
  path: "spec.containers[0].env[0]",
  why: "has both a value and a source",
  cure: 'remove "value" or "valueFrom"'
});
var ENV_TWICE = notice("env-twice", "The last one wins. Server-side apply rejects the object: the name is the key of the list.", {
  path: "spec.containers[0].env[1].name",
  value: "LOG_LEVEL",
  why: "the name of an earlier variable",
  cure: "remove one of them"
}, "https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go");
var VOLUME = row("volume", POD_REJECTED, {
  path: "spec.volumes[1].name",
  value: "config",
  why: "the name of another volume",
  cure: "give each volume its own name"
});
var VOLUME_MOUNT = row("volume-mount", POD_REJECTED, {
  path: "spec.containers[0].volumeMounts[0].name",
  value: "conf",
  why: "which is not a volume of the pod",
  cure: 'use one of "config", "data"'
});
var PROBE = row("probe", POD_REJECTED, {
  path: "spec.containers[0].livenessProbe.successThreshold",
  value: 2,
  why: "but must be 1",
  cure: "leave it out"
});
var POD = row("pod", POD_REJECTED, {
  path: "spec.template.spec.restartPolicy",
  value: "Never",
  why: "but pods of a Deployment are always restarted",
  cure: "leave it out, or use a Job"
});
var WORKLOAD = row("workload", REJECTED, {
  path: "spec.strategy.rollingUpdate.maxUnavailable",
  value: 0,
  why: 'and "maxSurge" is 0, too',
  cure: "allow one of them to be more than 0"
}, `${VALIDATION}/apps/validation/validation.go`);
var SCHEDULE = row("schedule", REJECTED, {
  path: "spec.schedule",
  value: "*/5 * * *",
  why: "which has 4 fields",
  cure: "give minute, hour, day of month, month and day of week"
}, `${DOCS}/concepts/workloads/controllers/cron-jobs/#schedule-syntax`);
var SCHEDULE_ZONE = notice("schedule-zone", "Kubernetes 1.29 and newer reject the CronJob.", {
  path: "spec.schedule",
  value: "CRON_TZ=UTC 0 5 * * *",
  why: "which names a time zone",
  cure: 'use "timeZone" instead'
}, `${DOCS}/concepts/workloads/controllers/cron-jobs/#unsupported-timezone-specification`);
var SERVICE = row("service", REJECTED, {
  path: "spec.ports[1].name",
  value: "web",
  why: "the name of another port",
  cure: "give each port its own name"
});
var DATA_KEY = row("data-key", REJECTED, {
  path: 'data["my file"]',
  value: "my file",
  why: "which cannot be a key",
  cure: 'use at most 253 letters, digits, "-", "_" and "."'
});
var SECRET_DATA = row("secret-data", REJECTED, {
  path: 'data["tls.key"]',
  why: "is missing in a Secret of type kubernetes.io/tls",
  cure: "add it, or change the type"
});
var SIZE = row(
  "size",
  "The apiserver or etcd rejects the object. A server-side dry run does not find what is too large for etcd.",
  {
    path: "data",
    value: 1048577,
    why: "more bytes than the 1048576 that a ConfigMap may have",
    cure: "divide it, or keep the data in a volume"
  },
  `${DOCS}/concepts/configuration/configmap/#motivation`
);
var NETWORK_POLICY = row("network-policy", REJECTED, {
  path: "spec.ingress[0].ports[0].endPort",
  value: 80,
  why: 'below "port", which is 90',
  cure: "exchange the two"
}, `${VALIDATION}/networking/validation/validation.go`);
var INGRESS = row("ingress", REJECTED, {
  path: "spec.rules[0].http.paths[0].path",
  value: "metrics",
  why: 'which does not begin with "/"',
  cure: 'write "/metrics"'
}, `${VALIDATION}/networking/validation/validation.go`);
var RBAC2 = row("rbac", REJECTED, {
  path: "rules[0].verbs",
  why: "is empty",
  cure: 'list at least one verb, such as "get"'
}, `${VALIDATION}/rbac/validation/validation.go`);
var DISRUPTION_BUDGET = row("disruption-budget", REJECTED, {
  path: "spec",
  why: 'has both "minAvailable" and "maxUnavailable"',
  cure: "remove one of them"
}, `${VALIDATION}/policy/validation/validation.go`);
var AUTOSCALER = row("autoscaler", REJECTED, {
  path: "spec.maxReplicas",
  value: 2,
  why: 'below "minReplicas", which is 3',
  cure: 'raise it, or lower "minReplicas"'
}, `${VALIDATION}/autoscaling/validation/validation.go`);
var VOLUME_CLAIM = row("volume-claim", REJECTED, {
  path: "spec.accessModes",
  why: "is empty",
  cure: 'list at least one, such as "ReadWriteOnce"'
});
var FLAG_TWICE = row("flag-twice", 'The process exits at startup: "flag cannot be repeated". The container never becomes ready.', {
  path: "spec.template.spec.containers[0].args[3]",
  value: "--web.max-requests=10",
  why: 'which repeats "--web.max-requests" of node-exporter',
  cure: "remove one of them"
}, "https://github.com/alecthomas/kingpin/blob/v2.4.0/app.go");

// src/admission/core/data.ts
var DATA_LIMIT = 1024 * 1024;
var ETCD_LIMIT = 1.5 * 1024 * 1024;
var REQUEST_LIMIT = 3 * 1024 * 1024;
function checkConfigMap(report, { data, binaryData }) {
  const size2 = checkKeys(report, data, "data", bytesOf) + checkKeys(report, binaryData, "binaryData", decodedBytesOf);
  for (const key of Object.keys(fieldsOf(data)).filter((each2) => Object.hasOwn(fieldsOf(binaryData), each2))) {
    report.add(DATA_KEY, keyed("data", key), void 0, 'is in "binaryData", too', "remove one of them");
  }
  if (size2 > DATA_LIMIT) {
    report.add(
      SIZE,
      "data",
      void 0,
      `has ${size2} bytes, more than the ${DATA_LIMIT} of a ConfigMap`,
      "divide it, or keep the data in a volume"
    );
  }
}
var REQUIRED = {
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"]
};
function checkSecret(report, { data, stringData, type }) {
  const both4 = { ...fieldsOf(data), ...fieldsOf(stringData) };
  const plain4 = Object.fromEntries(Object.entries(fieldsOf(data)).filter(([key]) => !Object.hasOwn(fieldsOf(stringData), key)));
  const size2 = checkKeys(report, plain4, "data", decodedBytesOf) + checkKeys(report, stringData, "stringData", bytesOf);
  if (size2 > DATA_LIMIT) {
    report.add(
      SIZE,
      "data",
      void 0,
      `has ${size2} bytes, more than the ${DATA_LIMIT} of a Secret`,
      "divide it, or keep the data in a volume"
    );
  }
  const missing4 = typeof type === "string" && Object.hasOwn(REQUIRED, type) ? REQUIRED[type].filter((key) => both4[key] === void 0) : [];
  for (const key of missing4) {
    report.add(SECRET_DATA, keyed("data", key), void 0, `is missing in a Secret of type ${type}`, "add it, or change the type");
  }
}
function checkKeys(report, data, path2, lengthOf2) {
  let size2 = 0;
  for (const [key, value] of Object.entries(fieldsOf(data))) {
    if (isText(key) && !isKey(key)) {
      report.add(DATA_KEY, keyed(path2, key), void 0, "cannot be a key", 'use at most 253 letters, digits, "-", "_" and "."');
    }
    if (typeof value === "string") {
      size2 += lengthOf2(value);
    }
  }
  return size2;
}
function isKey(key) {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== "." && !key.startsWith("..");
}
function bytesOf(text2) {
  return Buffer.byteLength(text2);
}
function decodedBytesOf(text2) {
  return Math.floor(text2.replace(/[\s=]+/g, "").length * 3 / 4);
}
function checkSize(report, manifest) {
  if (["ConfigMap", "Secret", "CustomResourceDefinition"].includes(manifest.kind)) {
    return;
  }
  const limit = isCustom(manifest.apiVersion) ? ETCD_LIMIT : REQUEST_LIMIT;
  if (roughSizeOf(manifest) * MOST_BYTES_A_CHARACTER < limit) {
    return;
  }
  const size2 = Buffer.byteLength(JSON.stringify(manifest));
  if (size2 <= limit) {
    return;
  }
  const owner = limit === ETCD_LIMIT ? "etcd stores in one object" : "the apiserver reads";
  report.add(SIZE, manifest.kind, void 0, `has ${size2} bytes, more than the ${limit} that ${owner}`, "divide it into several objects");
}
var MOST_BYTES_A_CHARACTER = 4;
function roughSizeOf(value) {
  if (typeof value === "string") {
    return value.length + 2;
  }
  if (typeof value !== "object" || value === null) {
    return 8;
  }
  let size2 = 2;
  if (Array.isArray(value)) {
    for (const each2 of value) {
      size2 += roughSizeOf(each2) + 1;
    }
    return size2;
  }
  for (const key in value) {
    size2 += key.length + 4 + roughSizeOf(value[key]);
  }
  return size2;
}

// src/admission/core/metadata.ts
var ANNOTATIONS_LIMIT = 256 * 1024;
var KEY = 'write "name" or "prefix/name": the name has at most 63 letters, digits, "-", "_" and ".", the prefix is a DNS name in lower-case letters';
var VALUE = 'use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';
function checkMetadata(report, { apiVersion, kind, metadata }) {
  const { name, generateName, namespace, labels: labels2, annotations } = fieldsOf(metadata);
  const shape = shapeOf(apiVersion, kind);
  if (shape && isText(name) && !shape.accepts(name)) {
    report.add(NAME2, "metadata.name", name, `which cannot be the name of ${article(kind)} ${kind}`, shape.cure);
  }
  if (shape && isText(generateName) && generateName !== "" && !shape.accepts(asName(generateName))) {
    report.add(NAME2, "metadata.generateName", generateName, `which cannot begin the name of ${article(kind)} ${kind}`, shape.cure);
  }
  if (isText(namespace) && namespace !== "" && isNamespaced(apiVersion, kind) && !DNS_LABEL2.accepts(namespace)) {
    report.add(NAME2, "metadata.namespace", namespace, "which cannot be the name of a namespace", DNS_LABEL2.cure);
  }
  checkLabels(report, labels2, "metadata.labels");
  checkAnnotations(report, annotations, "metadata.annotations");
}
function remembered(judge) {
  const known6 = /* @__PURE__ */ new Map();
  return (text2) => {
    let verdict = known6.get(text2);
    if (verdict === void 0) {
      if (known6.size >= MOST_REMEMBERED) {
        known6.clear();
      }
      verdict = judge(text2);
      known6.set(text2, verdict);
    }
    return verdict;
  };
}
var MOST_REMEMBERED = 1e4;
var isKey2 = remembered((text2) => isPlaceholder2(text2) || isQualifiedName(text2));
var isValue = remembered((text2) => isPlaceholder2(text2) || isLabelValue(text2));
function checkLabels(report, labels2, path2) {
  if (!isMap3(labels2)) {
    return;
  }
  for (const key in labels2) {
    const value = labels2[key];
    if (!isKey2(key)) {
      report.add(LABEL, keyed(path2, key), void 0, "is not a label key", KEY);
    } else if (typeof value === "string" && !isValue(value)) {
      report.add(LABEL, keyed(path2, key), value, "which is not a label value", VALUE);
    }
  }
}
function checkLabelKey(report, key, path2) {
  if (typeof key === "string" && !isKey2(key)) {
    report.add(LABEL, path2, key, "which is not a label key", KEY);
  }
}
function checkLabelValue(report, value, path2) {
  if (typeof value === "string" && !isValue(value)) {
    report.add(LABEL, path2, value, "which is not a label value", VALUE);
  }
}
function checkAnnotations(report, annotations, path2) {
  if (!isMap3(annotations)) {
    return;
  }
  let size2 = 0;
  for (const key in annotations) {
    const value = annotations[key];
    if (!isKey2(key.toLowerCase())) {
      report.add(ANNOTATION, keyed(path2, key), void 0, "is not an annotation key", KEY);
    }
    size2 += Buffer.byteLength(key) + (typeof value === "string" ? Buffer.byteLength(value) : 0);
  }
  if (size2 > ANNOTATIONS_LIMIT) {
    report.add(
      ANNOTATION,
      path2,
      void 0,
      `has ${size2} bytes, more than the ${ANNOTATIONS_LIMIT} that all annotations may have together`,
      "move the data to a ConfigMap"
    );
  }
}
function asName(prefix) {
  return prefix.length > 1 && prefix.endsWith("-") ? `${prefix.slice(0, -1)}a` : prefix;
}
function article(kind) {
  return /^[AEIO]/.test(kind) ? "an" : "a";
}

// src/admission/core/ports.ts
var PROTOCOLS = ["TCP", "UDP", "SCTP"];
var PORT_NAME = "use at most 15 lower-case letters, digits and single hyphens, with at least one letter, and no hyphen at either end";
var PORT_NUMBER = "use a number from 1 to 65535";
function isPortName(name) {
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
function isPort(port) {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}
function checkContainerPorts(report, ports, path2, { hostNetwork, hostPorts }) {
  const names2 = /* @__PURE__ */ new Set();
  const known6 = /* @__PURE__ */ new Map();
  for (const { item, at } of itemsOf(ports, path2)) {
    const { name, containerPort, protocol = "TCP", hostIP = "" } = item;
    checkName(report, name, `${at}.name`, names2);
    checkNumbers(report, item, at);
    if (isText(protocol) && protocol !== "" && !PROTOCOLS.includes(protocol)) {
      report.add(CONTAINER_PORT, `${at}.protocol`, protocol, "which is not a protocol", `use one of ${PROTOCOLS.join(", ")}`);
    }
    const hostPort = item.hostPort === 0 ? void 0 : item.hostPort;
    if (isInteger(hostPort)) {
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (hostPorts.has(key)) {
        report.add(CONTAINER_PORT, `${at}.hostPort`, hostPort, "which another port of the pod has", "use another one");
      }
      hostPorts.add(key);
      if (hostNetwork && hostPort !== containerPort) {
        report.add(
          CONTAINER_PORT,
          `${at}.hostPort`,
          hostPort,
          `but with "hostNetwork" it must be the containerPort ${containerPort}`,
          "make the two equal, or leave it out"
        );
      }
    }
    const port = `${containerPort}/${protocol}`;
    const other = known6.get(port);
    const isSame2 = other !== void 0 && other.hostPort === hostPort && other.hostIP === hostIP;
    if (isSame2) {
      report.add(PORT_TWICE, at, port, `which "${other.at}" declares, too`, "remove one of them");
    }
    known6.set(port, { at, hostPort, hostIP });
  }
}
function checkName(report, name, at, names2) {
  if (!isText(name) || name === "") {
    return;
  }
  if (!isPortName(name)) {
    report.add(CONTAINER_PORT, at, name, "which is not a port name", PORT_NAME);
  } else if (names2.has(name)) {
    report.add(CONTAINER_PORT, at, name, "the name of another port of the container", "give each port its own name");
  }
  names2.add(name);
}
function checkNumbers(report, { containerPort, hostPort }, at) {
  if (isInteger(containerPort) && !isPort(containerPort)) {
    report.add(CONTAINER_PORT, `${at}.containerPort`, containerPort, "which is not a port", PORT_NUMBER);
  }
  if (isInteger(hostPort) && hostPort !== 0 && !isPort(hostPort)) {
    report.add(CONTAINER_PORT, `${at}.hostPort`, hostPort, "which is not a port", PORT_NUMBER);
  }
}

// src/admission/core/selectors.ts
var OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];
function checkSelector(report, selector3, path2) {
  if (!isMap3(selector3)) {
    return;
  }
  checkLabels(report, selector3.matchLabels, `${path2}.matchLabels`);
  for (const { item, at } of itemsOf(selector3.matchExpressions, `${path2}.matchExpressions`)) {
    checkExpression(report, item, at);
  }
}
function checkExpression(report, { key, operator, values }, at) {
  const count3 = Array.isArray(values) ? values.length : 0;
  if (typeof operator === "string" && !OPERATORS.includes(operator)) {
    report.add(SELECTOR, `${at}.operator`, operator, "which is not an operator", `use one of ${OPERATORS.join(", ")}`);
  }
  if ((operator === "In" || operator === "NotIn") && count3 === 0) {
    report.add(SELECTOR, `${at}.values`, void 0, `is empty, and ${operator} compares with values`, "list at least one, or use Exists");
  }
  if ((operator === "Exists" || operator === "DoesNotExist") && count3 > 0) {
    report.add(SELECTOR, `${at}.values`, void 0, `is set, and ${operator} has no values`, "remove it, or use In");
  }
  checkLabelKey(report, key, `${at}.key`);
  for (const { text: text2, at: where2 } of textsOf2(values, `${at}.values`)) {
    checkLabelValue(report, text2, where2);
  }
}
function isEmptySelector(selector3) {
  const hasExpressions = Array.isArray(selector3.matchExpressions) && selector3.matchExpressions.length > 0;
  return !hasExpressions && Object.keys(fieldsOf(selector3.matchLabels)).length === 0;
}
var LABELS2 = "spec.template.metadata.labels";
function checkOwnSelector(report, spec, kind) {
  const { selector: selector3 } = spec;
  if (!isMap3(selector3)) {
    return;
  }
  checkSelector(report, selector3, "spec.selector");
  if (isEmptySelector(selector3)) {
    report.add(
      SELECTOR,
      "spec.selector",
      void 0,
      `is empty, and a ${kind} must select its own pods`,
      'name labels of spec.template.metadata.labels in "matchLabels"'
    );
    return;
  }
  if (!isMap3(spec.template)) {
    return;
  }
  const unmet2 = unmetBy(selector3, fieldsOf(fieldsOf(spec.template.metadata).labels));
  if (unmet2.length > 0) {
    report.add(SELECTOR, LABELS2, void 0, `does not match "spec.selector", which requires ${listed(unmet2)}`, "give both the same labels");
  }
}
function unmetBy(selector3, labels2) {
  const has2 = (key) => `and the template has ${Object.hasOwn(labels2, key) ? JSON.stringify(labels2[key]) : "no such label"}`;
  const pairs = Object.entries(fieldsOf(selector3.matchLabels)).filter(([key, value]) => !same(labels2[key], value)).map(([key, value]) => `${key}=${String(value)}, ${has2(key)}`);
  const isReadable = ({ key, operator }) => typeof key === "string" && OPERATORS.includes(operator);
  const isUnmet = ({ item }) => isReadable(item) && !isMet(item, labels2[item.key]);
  const expressions = itemsOf(selector3.matchExpressions, "").filter(isUnmet).map(({ item }) => `${item.key} ${item.operator}${Array.isArray(item.values) ? ` (${item.values.join(", ")})` : ""}, ${has2(item.key)}`);
  return [...pairs, ...expressions];
}
function same(one, other) {
  return one === other || [one, other].some((value) => typeof value === "string" && isPlaceholder2(value));
}
function isMet({ operator, values }, value) {
  const list = Array.isArray(values) ? values : [];
  if (typeof value === "string" && isPlaceholder2(value)) {
    return true;
  }
  switch (operator) {
    case "In":
      return value !== void 0 && list.some((each2) => same(each2, value));
    case "NotIn":
      return value === void 0 || !list.includes(value);
    case "Exists":
      return value !== void 0;
    default:
      return value === void 0;
  }
}

// src/net/ip-address.ts
var import_ipaddr = require("ipaddr.js");

// src/net/ip-syntax.ts
var OCTETS = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/;
var GROUP = /^[0-9A-Fa-f]+$/;
function readIp(text2) {
  return text2.includes(":") ? readIpv6(text2) : readIpv4(text2);
}
function readIpv4(text2) {
  const match = OCTETS.exec(text2);
  if (!match) {
    return void 0;
  }
  const octets = match.slice(1);
  const parts = octets.map(Number);
  if (parts.some((part) => part > 255)) {
    return void 0;
  }
  return { parts, strict: octets.every((octet) => octet.length === 1 || octet[0] !== "0") };
}
function readIpv6(text2) {
  const halves = text2.split("::");
  if (halves.length > 2) {
    return void 0;
  }
  const [head, tail] = halves.map((half) => half === "" ? [] : half.split(":"));
  const groups = readGroups(head, tail === void 0);
  const rest = readGroups(tail ?? [], true);
  if (!groups || !rest) {
    return void 0;
  }
  const missing4 = 8 - groups.parts.length - rest.parts.length;
  if (tail === void 0 ? missing4 !== 0 : missing4 < 1) {
    return void 0;
  }
  return {
    parts: [...groups.parts, ...new Array(missing4).fill(0), ...rest.parts],
    strict: groups.strict && rest.strict
  };
}
function readGroups(groups, mayEndInIpv4) {
  const parts = [];
  let strict = true;
  for (const [at, group] of groups.entries()) {
    if (mayEndInIpv4 && at === groups.length - 1 && group.includes(".")) {
      const ipv4 = readIpv4(group);
      if (!ipv4) {
        return void 0;
      }
      const [a, b, c, d] = ipv4.parts;
      parts.push(a * 256 + b, c * 256 + d);
      strict &&= ipv4.strict;
      continue;
    }
    const value = GROUP.test(group) ? parseInt(group, 16) : NaN;
    if (!(value <= 65535)) {
      return void 0;
    }
    parts.push(value);
    strict &&= group.length <= 4;
  }
  return { parts, strict };
}

// src/net/ip-address.ts
var SPECIAL = [
  { name: "unspecified", ipv4: (parts) => parts.every(isZero), ipv6: (parts) => parts.every(isZero) },
  { name: "loopback", ipv4: ([a]) => a === 127, ipv6: (parts) => parts[7] === 1 && parts.slice(0, 7).every(isZero) },
  { name: "link-local", ipv4: ([a, b]) => a === 169 && b === 254, ipv6: ([a]) => (a & 65472) === 65152 },
  { name: "link-local multicast", ipv4: ([a, b, c]) => a === 224 && b === 0 && c === 0, ipv6: ([a]) => (a & 65295) === 65282 }
];
function isZero(part) {
  return part === 0;
}
var IpAddress = class _IpAddress {
  constructor(text2, { parts, strict }) {
    this.text = text2;
    this.isStrict = strict;
    this.isMapped = parts.length === 8 && parts[5] === 65535 && parts.slice(0, 5).every(isZero);
    this.parts = this.isMapped ? [parts[6] >> 8, parts[6] & 255, parts[7] >> 8, parts[7] & 255] : parts;
    this.family = this.parts.length === 4 ? "IPv4" : "IPv6";
    this.canonical = this.family === "IPv4" ? this.parts.join(".") : new import_ipaddr.IPv6([...this.parts]).toRFC5952String();
  }
  text;
  /** Undefined where Kubernetes does not read the text as an address. */
  static parse(text2) {
    const syntax = readIp(text2);
    return syntax && new _IpAddress(text2, syntax);
  }
  family;
  /** The one way to write this address that every version takes (RFC 5952 for IPv6). */
  canonical;
  /** Written as `::ffff:10.0.0.1`. */
  isMapped;
  isStrict;
  parts;
  /** The address in words of 32 bits, the most significant first: one of IPv4, four of IPv6. */
  get words() {
    const p = this.parts;
    return this.family === "IPv4" ? [(p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]) >>> 0] : [0, 2, 4, 6].map((at) => (p[at] << 16 | p[at + 1]) >>> 0);
  }
  /** Why the apiserver of this version refuses this address, as it was written, in this field; undefined where it accepts it. */
  refusal(field, version2) {
    const special = SPECIAL.find((range) => (this.family === "IPv4" ? range.ipv4 : range.ipv6)(this.parts));
    if (special) {
      return `is ${special.name}`;
    }
    if (field === "EndpointSlice IPv4" && this.family === "IPv6") {
      return "is not an IPv4 address";
    }
    if (field === "EndpointSlice IPv6" && this.family === "IPv4") {
      return "is not an IPv6 address";
    }
    const isCanonicalField = field === "EndpointSlice IPv6" && version2.has("canonicalIpv6InSlices");
    if (isCanonicalField || version2.has("strictIpValidation")) {
      if (!this.isStrict) {
        return "has leading zeros";
      }
      if (this.isMapped) {
        return "is an IPv4-mapped IPv6 address";
      }
    }
    if (isCanonicalField && this.text !== this.canonical) {
      return `is not in canonical form (${this.canonical})`;
    }
    return void 0;
  }
};

// src/admission/core/network.ts
var POLICY_TYPES = ["Ingress", "Egress"];
function checkNetworkPolicy(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  checkSelector(report, spec.podSelector, "spec.podSelector");
  for (const [direction, peers] of [["ingress", "from"], ["egress", "to"]]) {
    for (const { item, at } of itemsOf(spec[direction], `spec.${direction}`)) {
      for (const port of itemsOf(item.ports, `${at}.ports`)) {
        checkPort(report, port.item, port.at);
      }
      for (const peer of itemsOf(item[peers], `${at}.${peers}`)) {
        checkPeer(report, peer.item, peer.at);
      }
    }
  }
  for (const { text: text2, at } of textsOf2(spec.policyTypes, "spec.policyTypes")) {
    if (!POLICY_TYPES.includes(text2)) {
      report.add(NETWORK_POLICY, at, text2, "which is not a type", "use Ingress or Egress");
    }
  }
}
function checkPort(report, { port, endPort, protocol }, at) {
  if (isText(protocol) && !PROTOCOLS.includes(protocol)) {
    report.add(NETWORK_POLICY, `${at}.protocol`, protocol, "which is not a protocol", `use one of ${PROTOCOLS.join(", ")}`);
  }
  if (isInteger(port) && !isPort(port)) {
    report.add(NETWORK_POLICY, `${at}.port`, port, "which is not a port", PORT_NUMBER);
  }
  if (isText(port) && !isPortName(port)) {
    report.add(NETWORK_POLICY, `${at}.port`, port, "which is not a port name", PORT_NAME);
  }
  if (!isInteger(endPort)) {
    return;
  }
  if (!isInteger(port)) {
    report.add(
      NETWORK_POLICY,
      `${at}.endPort`,
      endPort,
      `but "port" ${port === void 0 ? "is missing" : "is a name"}`,
      "write the first port as a number, or remove it"
    );
  } else if (endPort < port) {
    report.add(NETWORK_POLICY, `${at}.endPort`, endPort, `below "port", which is ${port}`, "exchange the two");
  } else if (!isPort(endPort)) {
    report.add(NETWORK_POLICY, `${at}.endPort`, endPort, "which is not a port", PORT_NUMBER);
  }
}
function checkPeer(report, { podSelector, namespaceSelector, ipBlock }, at) {
  const given = Object.entries({ podSelector, namespaceSelector, ipBlock }).filter(([, value]) => isMap3(value)).map(([field]) => field);
  if (given.length === 0) {
    report.add(
      NETWORK_POLICY,
      at,
      void 0,
      "names no peer",
      'use "podSelector", "namespaceSelector" or "ipBlock"; an empty selector selects everything'
    );
  }
  if (given.length > 1 && isMap3(ipBlock)) {
    report.add(NETWORK_POLICY, at, void 0, `has ${given.join(" and ")}`, 'give "ipBlock" its own item of the list');
  }
  checkSelector(report, podSelector, `${at}.podSelector`);
  checkSelector(report, namespaceSelector, `${at}.namespaceSelector`);
  const { cidr } = fieldsOf(ipBlock);
  if (isText(cidr) && !isNetwork(cidr)) {
    report.add(NETWORK_POLICY, `${at}.ipBlock.cidr`, cidr, "which is not a network", 'write it like "10.0.0.0/8" or "2001:db8::/32"');
  }
}
function isNetwork(text2) {
  const [address, mask, ...more] = text2.split("/");
  const ip = IpAddress.parse(address);
  return ip !== void 0 && more.length === 0 && /^\d{1,3}$/.test(mask ?? "") && Number(mask) <= (address.includes(":") ? 128 : 32);
}
function checkIngress(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const rules = itemsOf(spec.rules, "spec.rules");
  if (isMap3(manifest.spec) && rules.length === 0 && !isMap3(spec.defaultBackend)) {
    report.add(INGRESS, "spec", void 0, 'has neither "rules" nor "defaultBackend"', "add one of them");
  }
  if (isMap3(spec.defaultBackend)) {
    checkBackend(report, spec.defaultBackend, "spec.defaultBackend");
  }
  for (const { item: { host, http }, at } of rules) {
    checkHost(report, host, `${at}.host`);
    if (!isMap3(http)) {
      continue;
    }
    const paths = itemsOf(http.paths, `${at}.http.paths`);
    if (paths.length === 0) {
      report.add(INGRESS, `${at}.http.paths`, void 0, "is empty", "list at least one path");
    }
    for (const path2 of paths) {
      checkPath(report, path2.item, path2.at);
    }
  }
  for (const { item, at } of itemsOf(spec.tls, "spec.tls")) {
    for (const { text: text2, at: where2 } of textsOf2(item.hosts, `${at}.hosts`)) {
      checkHost(report, text2, where2);
    }
  }
  const { ingressClassName } = spec;
  if (isText(ingressClassName) && !SUBDOMAIN.accepts(ingressClassName)) {
    report.add(INGRESS, "spec.ingressClassName", ingressClassName, "which cannot be the name of an IngressClass", SUBDOMAIN.cure);
  }
}
function checkHost(report, host, at) {
  if (!isText(host) || host === "") {
    return;
  }
  if (IpAddress.parse(host)) {
    report.add(INGRESS, at, host, "which is an address", "write a DNS name, or leave it out");
  } else if (!SUBDOMAIN.accepts(host.replace(/^\*\./, ""))) {
    report.add(
      INGRESS,
      at,
      host,
      "which is not a DNS name",
      'use lower-case letters, digits, hyphens and dots, without a port; only the first part may be "*"'
    );
  }
}
var PATH_TYPES = ["Exact", "Prefix", "ImplementationSpecific"];
var NEVER_INSIDE = ["//", "/./", "/../", "%2f", "%2F"];
function checkPath(report, { path: path2 = "", pathType, backend }, at) {
  if (isText(pathType) && !PATH_TYPES.includes(pathType)) {
    report.add(INGRESS, `${at}.pathType`, pathType, "which is not a path type", `use one of ${PATH_TYPES.join(", ")}`);
  }
  const isOwn = pathType === "ImplementationSpecific";
  if (isText(path2) && pathType !== void 0 && PATH_TYPES.includes(pathType)) {
    if (!path2.startsWith("/") && !(isOwn && path2 === "")) {
      report.add(INGRESS, `${at}.path`, path2, 'which does not begin with "/"', `write "/${path2}"`);
    }
    const bad = NEVER_INSIDE.find((part) => path2.includes(part)) ?? ["/..", "/."].find((end) => path2.endsWith(end));
    if (!isOwn && bad !== void 0) {
      report.add(INGRESS, `${at}.path`, path2, `which has "${bad}"`, "write the path as clients request it");
    }
  }
  if (isMap3(backend)) {
    checkBackend(report, backend, `${at}.backend`);
  }
}
function checkBackend(report, { service: service2, resource }, at) {
  if (isMap3(service2) === isMap3(resource)) {
    report.add(
      INGRESS,
      at,
      void 0,
      isMap3(service2) ? 'has "service" and "resource"' : 'has neither "service" nor "resource"',
      "name one of them"
    );
  }
  if (!isMap3(service2)) {
    return;
  }
  const { name, number: number2 } = fieldsOf(service2.port);
  if (isText(service2.name) && !DNS_LABEL2.accepts(service2.name)) {
    report.add(INGRESS, `${at}.service.name`, service2.name, "which cannot be the name of a Service", DNS_LABEL2.cure);
  }
  const hasName = isText(name) && name !== "";
  const hasNumber = isInteger(number2) && number2 !== 0;
  if (hasName && hasNumber) {
    report.add(INGRESS, `${at}.service.port`, void 0, 'has "name" and "number"', "keep one of them");
  }
  if (name === void 0 && number2 === void 0) {
    report.add(INGRESS, `${at}.service.port`, void 0, "is missing", "name a port of the Service");
  }
  if (hasName && !hasNumber && !isPortName(name)) {
    report.add(INGRESS, `${at}.service.port.name`, name, "which is not a port name", PORT_NAME);
  }
  if (hasNumber && !hasName && !isPort(number2)) {
    report.add(INGRESS, `${at}.service.port.number`, number2, "which is not a port", PORT_NUMBER);
  }
}

// src/admission/core/rbac.ts
var GROUP2 = "rbac.authorization.k8s.io";
function checkRole(report, { rules, kind, aggregationRule }) {
  for (const { item, at } of itemsOf(rules, "rules")) {
    checkRule(report, item, at, kind === "Role");
  }
  const selectors = itemsOf(fieldsOf(aggregationRule).clusterRoleSelectors, "aggregationRule.clusterRoleSelectors");
  if (isMap3(aggregationRule) && selectors.length === 0) {
    report.add(RBAC2, "aggregationRule.clusterRoleSelectors", void 0, "is empty", "add a selector");
  }
  for (const { item, at } of selectors) {
    checkSelector(report, item, at);
  }
}
function checkRule(report, rule2, at, isNamespaced2) {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule2;
  const has2 = (list) => Array.isArray(list) && list.length > 0;
  if (!has2(verbs)) {
    report.add(RBAC2, `${at}.verbs`, void 0, verbs === void 0 ? "is missing" : "is empty", 'list at least one verb, such as "get"');
  }
  if (has2(nonResourceURLs)) {
    if (isNamespaced2) {
      report.add(RBAC2, `${at}.nonResourceURLs`, void 0, "is set in a Role", "use a ClusterRole");
    }
    if (has2(apiGroups) || has2(resources) || has2(resourceNames)) {
      report.add(RBAC2, `${at}.nonResourceURLs`, void 0, "is set in a rule of resources", "give it its own rule");
    }
    return;
  }
  if (!has2(apiGroups)) {
    report.add(
      RBAC2,
      `${at}.apiGroups`,
      void 0,
      apiGroups === void 0 ? "is missing" : "is empty",
      'list the groups; the one of Pods and Services is ""'
    );
  }
  if (!has2(resources)) {
    report.add(RBAC2, `${at}.resources`, void 0, resources === void 0 ? "is missing" : "is empty", "list at least one resource");
  }
}
function checkBinding(report, { kind, roleRef, subjects }) {
  const allowed = kind === "RoleBinding" ? ["Role", "ClusterRole"] : ["ClusterRole"];
  const { apiGroup, kind: roleKind, name } = fieldsOf(roleRef);
  if (isMap3(roleRef)) {
    if (apiGroup !== void 0 && apiGroup !== "" && apiGroup !== GROUP2) {
      report.add(RBAC2, "roleRef.apiGroup", apiGroup, "which has no roles", `use "${GROUP2}"`);
    }
    if (isText(roleKind) && !allowed.includes(roleKind)) {
      report.add(RBAC2, "roleRef.kind", roleKind, `which a ${kind} cannot bind`, `use ${allowed.join(" or ")}`);
    }
    if (name === "") {
      report.add(RBAC2, "roleRef.name", void 0, "is empty", "name the role");
    }
    if (isText(name) && !PATH_SEGMENT.accepts(name)) {
      report.add(RBAC2, "roleRef.name", name, "which cannot be the name of a role", PATH_SEGMENT.cure);
    }
  }
  for (const { item, at } of itemsOf(subjects, "subjects")) {
    checkSubject(report, item, at, kind === "RoleBinding");
  }
}
var SUBJECTS = ["ServiceAccount", "User", "Group"];
function checkSubject(report, { kind, name, namespace, apiGroup }, at, isNamespaced2) {
  if (isText(kind) && !SUBJECTS.includes(kind)) {
    report.add(RBAC2, `${at}.kind`, kind, "which is not a subject", `use one of ${SUBJECTS.join(", ")}`);
  }
  if (name === "") {
    report.add(RBAC2, `${at}.name`, void 0, "is empty", "name the subject");
  }
  if (kind === "ServiceAccount") {
    if (isText(name) && name !== "" && !SUBDOMAIN.accepts(name)) {
      report.add(RBAC2, `${at}.name`, name, "which cannot be the name of a ServiceAccount", SUBDOMAIN.cure);
    }
    if (isText(apiGroup) && apiGroup !== "") {
      report.add(RBAC2, `${at}.apiGroup`, apiGroup, "but a ServiceAccount has none", "remove it");
    }
    if (!isNamespaced2 && (namespace === void 0 || namespace === "")) {
      report.add(RBAC2, `${at}.namespace`, void 0, "is missing", "name the namespace of the ServiceAccount");
    }
  } else if ((kind === "User" || kind === "Group") && isText(apiGroup) && apiGroup !== "" && apiGroup !== GROUP2) {
    report.add(RBAC2, `${at}.apiGroup`, apiGroup, `which has no ${kind}`, `use "${GROUP2}"`);
  }
}

// src/validation/quantity.ts
var SHAPE = /^([-+]?)(\d*)(?:\.(\d*))?(n|u|m|k|[MGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/;
var DECIMAL = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
var BINARY = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n
};
var LARGEST_EXPONENT = 100;
var LONGEST3 = 1e3;
var LARGEST_BINARY = (2n ** 63n - 1n) * 1000000000n;
function nanosOf(value) {
  if (typeof value !== "string" && typeof value !== "number") {
    return void 0;
  }
  const text2 = String(value).trim();
  const match = text2.length === 0 || text2.length > LONGEST3 ? null : SHAPE.exec(text2);
  if (!match) {
    return void 0;
  }
  const [, sign, whole, fraction = "", suffix = ""] = match;
  const digits = BigInt(`${whole}${fraction}` || "0");
  const exponent = 9 - fraction.length;
  const isBinary = Object.hasOwn(BINARY, suffix);
  const nanos = isBinary ? binary(digits * BINARY[suffix], exponent) : scaled(digits, exponent + exponentOf(suffix));
  return sign === "-" ? -nanos : nanos;
}
function isWhole(nanos) {
  return nanos % 1000000000n === 0n;
}
function exponentOf(suffix) {
  if (suffix === "") {
    return 0;
  }
  if (Object.hasOwn(DECIMAL, suffix)) {
    return DECIMAL[suffix];
  }
  return Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, Number(suffix.slice(1))));
}
function binary(digits, exponent) {
  const nanos = scaled(digits, exponent);
  return nanos < LARGEST_BINARY ? nanos : LARGEST_BINARY;
}
function scaled(digits, exponent) {
  if (exponent >= 0) {
    return digits * 10n ** BigInt(exponent);
  }
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}

// src/admission/core/resources.ts
var STANDARD = /* @__PURE__ */ new Set(["cpu", "memory", "ephemeral-storage"]);
var BYTES = /* @__PURE__ */ new Set(["memory", "ephemeral-storage"]);
var isHugePages = (name) => name.startsWith("hugepages-");
var isExtended = (name) => name.includes("/") && !/(^|\.)kubernetes\.io\//.test(name);
function checkResources(report, resources, path2) {
  const { requests, limits } = fieldsOf(resources);
  const limited = amountsOf(report, limits, `${path2}.limits`);
  const requested = amountsOf(report, requests, `${path2}.requests`);
  for (const [name, request] of requested) {
    const where2 = keyed(`${path2}.requests`, name);
    const limit = limited.get(name);
    const hasLimit = Object.hasOwn(fieldsOf(limits), name);
    if (limit && isFixed(name) && limit.nanos !== request.nanos) {
      report.add(
        REQUEST_ABOVE_LIMIT,
        where2,
        request.text,
        `but its limit is ${limit.text}, and ${name} cannot be overcommitted`,
        "make the two equal"
      );
    } else if (limit && request.nanos > limit.nanos) {
      report.add(
        REQUEST_ABOVE_LIMIT,
        where2,
        request.text,
        `above its limit ${JSON.stringify(limit.text)}`,
        "lower the request, or raise the limit"
      );
    } else if (!hasLimit && isFixed(name)) {
      report.add(
        REQUEST_ABOVE_LIMIT,
        where2,
        request.text,
        `without a limit, and ${name} cannot be overcommitted`,
        "set the limit to the same amount"
      );
    }
  }
  const names2 = [...requested.keys(), ...limited.keys()];
  if (names2.some(isHugePages) && !names2.includes("cpu") && !names2.includes("memory")) {
    report.add(REQUEST_ABOVE_LIMIT, path2, void 0, "has huge pages without cpu or memory", "request cpu or memory, too");
  }
}
var isFixed = (name) => isHugePages(name) || isExtended(name);
function amountsOf(report, list, path2) {
  const amounts = /* @__PURE__ */ new Map();
  for (const [name, value] of Object.entries(fieldsOf(list))) {
    const where2 = keyed(path2, name);
    checkName2(report, name, where2);
    const nanos = checkQuantity(report, value, where2);
    if (nanos === void 0) {
      continue;
    }
    amounts.set(name, { text: String(value), nanos });
    if (isExtended(name) && !isWhole(nanos)) {
      report.add(QUANTITY, where2, value, `and ${name} comes in whole pieces`, "write a whole number");
    }
    if (BYTES.has(name) && !isWhole(nanos)) {
      report.add(
        FRACTIONAL_BYTES,
        where2,
        value,
        "which is not a whole number of bytes",
        `write it like "${/\d+/.exec(String(value))?.[0] ?? "512"}Mi"`
      );
    }
  }
  return amounts;
}
function checkName2(report, name, where2) {
  if (isPlaceholder2(name)) {
    return;
  }
  const isQuota = isExtended(name) && name.startsWith("requests.");
  const isKnown = name.includes("/") ? isQualifiedName(name) && !isQuota : STANDARD.has(name) || isHugePages(name);
  if (!isKnown) {
    report.add(
      RESOURCE_NAME,
      where2,
      void 0,
      "is not a resource of containers",
      "use cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain, such as nvidia.com/gpu"
    );
  }
}
function checkQuantity(report, value, where2) {
  if (typeof value === "string" ? isPlaceholder2(value) : typeof value !== "number") {
    return void 0;
  }
  const nanos = nanosOf(value);
  if (nanos === void 0) {
    report.add(QUANTITY, where2, value, "which is not a quantity", 'write it like "100m" (CPU) or "250Mi" (memory)');
  } else if (nanos < 0n) {
    report.add(QUANTITY, where2, value, "which is negative", "write an amount of at least 0");
    return void 0;
  }
  return nanos;
}
function checkOperatedResources(report, spec) {
  const places2 = [
    [spec.resources, "spec.resources"],
    [fieldsOf(spec.thanos).resources, "spec.thanos.resources"],
    ...["containers", "initContainers"].flatMap((list) => itemsOf(spec[list], `spec.${list}`).map(({ item, at }) => [item.resources, `${at}.resources`]))
  ];
  for (const [resources, path2] of places2) {
    checkResources(report, resources, path2);
  }
}

// src/admission/core/cron.ts
var FIELDS = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, names: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { name: "day of week", min: 0, max: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] }
];
var DESCRIPTORS = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
function whyNoSchedule(schedule) {
  const spec = /^(?:CRON_)?TZ=/.test(schedule) ? schedule.replace(/^\S+\s*/, "") : schedule;
  if (spec.startsWith("@")) {
    return whyNoDescriptor(spec);
  }
  const parts = spec.trim().split(/\s+/).filter((part) => part !== "");
  if (parts.length !== FIELDS.length) {
    return `which has ${parts.length} fields, not 5`;
  }
  for (const [at, field] of FIELDS.entries()) {
    for (const part of parts[at].split(",").filter((each2) => each2 !== "")) {
      const why = whyNoPart(part, field);
      if (why !== void 0) {
        return `whose ${field.name} ${why}`;
      }
    }
  }
  return void 0;
}
function whyNoDescriptor(text2) {
  if (DESCRIPTORS.includes(text2)) {
    return void 0;
  }
  const isEvery = /^@every [-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text2) || text2 === "@every 0";
  return isEvery ? void 0 : `which is none of ${DESCRIPTORS.join(", ")}, "@every 1h"`;
}
function whyNoPart(part, field) {
  const [range, step, ...steps] = part.split("/");
  const [low, high, ...more] = range.split("-");
  const isAll = low === "*" || low === "?";
  if (more.length > 0 && !isAll || steps.length > 0) {
    return `has ${JSON.stringify(part)}, which is not a range`;
  }
  const start = isAll ? field.min : numberOf2(low, field);
  const single = step === void 0 ? start : field.max;
  const last = high === void 0 || isAll ? single : numberOf2(high, field);
  const end = isAll ? field.max : last;
  const stride = step === void 0 ? 1 : wholeOf(step);
  if (start === void 0 || end === void 0 || stride === void 0) {
    return `has ${JSON.stringify(part)}, which is not a number`;
  }
  if (start < field.min || end > field.max) {
    return `has ${JSON.stringify(part)}, and goes from ${field.min} to ${field.max}`;
  }
  if (start > end) {
    return `has ${JSON.stringify(part)}, which ends before it begins`;
  }
  return stride === 0 ? `has ${JSON.stringify(part)}, a step of 0` : void 0;
}
function numberOf2(text2, { names: names2 = [] }) {
  const at = text2 === "" ? -1 : names2.indexOf(text2.toLowerCase());
  return at >= 0 ? at : wholeOf(text2);
}
function wholeOf(text2) {
  return /^\+?\d{1,9}$/.test(text2) ? Number(text2) : void 0;
}

// src/admission/core/flag-table.ts
var words = (text2) => new Set(text2.trim().split(/\s+/));
var COMMON2 = "log.level log.format web.config.file";
var PROGRAMS = [
  {
    images: ["prometheus/prometheus", "prom/prometheus"],
    command: "prometheus",
    once: words(`${COMMON2} agent auto-gomaxprocs auto-gomemlimit auto-gomemlimit.ratio config.auto-reload-interval config.file
      alertmanager.drain-notification-queue-on-shutdown alertmanager.notification-batch-size alertmanager.notification-queue-capacity
      query.lookback-delta query.max-concurrency query.max-samples query.timeout rules.alert.for-grace-period
      rules.alert.for-outage-tolerance rules.alert.resend-delay rules.max-concurrent-evals scrape.adjust-timestamps
      scrape.timestamp-tolerance storage.agent.no-lockfile storage.agent.path storage.agent.retention.max-time
      storage.agent.retention.min-time storage.agent.wal-compression storage.agent.wal-segment-size storage.agent.wal-truncate-frequency
      storage.remote.flush-deadline storage.remote.read-concurrent-limit storage.remote.read-max-bytes-in-frame
      storage.remote.read-sample-limit storage.tsdb.allow-overlapping-compaction storage.tsdb.block-reload-interval
      storage.tsdb.head-chunks-write-queue-size storage.tsdb.max-block-chunk-segment-size storage.tsdb.max-block-duration
      storage.tsdb.min-block-duration storage.tsdb.no-lockfile storage.tsdb.path storage.tsdb.retention.size storage.tsdb.retention.time
      storage.tsdb.samples-per-chunk storage.tsdb.wal-compression storage.tsdb.wal-compression-type storage.tsdb.wal-segment-size
      web.console.libraries web.console.templates web.cors.origin web.enable-admin-api web.enable-lifecycle web.enable-otlp-receiver
      web.enable-remote-write-receiver web.external-url web.max-connections web.max-notifications-subscribers web.page-title
      web.read-timeout web.route-prefix web.user-assets`)
  },
  {
    images: ["prometheus/alertmanager", "prom/alertmanager"],
    command: "alertmanager",
    once: words(`${COMMON2} alerts.gc-interval auto-gomemlimit auto-gomemlimit.ratio cluster.advertise-address
      cluster.allow-insecure-public-advertise-address-discovery cluster.gossip-interval cluster.label cluster.listen-address
      cluster.peer-name cluster.peer-timeout cluster.peers-resolve-timeout cluster.probe-interval cluster.probe-timeout
      cluster.pushpull-interval cluster.reconnect-interval cluster.reconnect-timeout cluster.settle-timeout cluster.tcp-timeout
      cluster.tls-config config.file data.maintenance-interval data.retention dispatch.maintenance-interval dispatch.start-delay
      log.silences silences.max-silence-size-bytes silences.max-silences storage.path web.cors.origin web.external-url
      web.get-concurrency web.route-prefix web.timeout`)
  },
  {
    images: ["prometheus/node-exporter", "prom/node-exporter"],
    command: "node_exporter",
    once: words(`${COMMON2} collector.arp collector.bcache collector.bonding collector.btrfs collector.buddyinfo collector.cgroups
      collector.conntrack collector.cpu collector.cpufreq collector.diskstats collector.dmi collector.drbd collector.drm collector.edac
      collector.entropy collector.ethtool collector.fibrechannel collector.filefd collector.filesystem collector.hwmon
      collector.infiniband collector.interrupts collector.ipvs collector.ksmd collector.lnstat collector.loadavg collector.logind
      collector.mdadm collector.meminfo collector.meminfo_numa collector.mountstats collector.netclass collector.netdev
      collector.netstat collector.network_route collector.nfs collector.nfsd collector.ntp collector.nvme collector.os collector.perf
      collector.powersupplyclass collector.pressure collector.processes collector.qdisc collector.rapl collector.runit
      collector.schedstat collector.selinux collector.slabinfo collector.sockstat collector.softirqs collector.softnet collector.stat
      collector.supervisord collector.sysctl collector.systemd collector.tapestats collector.tcpstat collector.textfile
      collector.thermal_zone collector.time collector.timex collector.udp_queues collector.uname collector.vmstat collector.watchdog
      collector.wifi collector.xfrm collector.xfs collector.zfs collector.zoneinfo collector.arp.device-exclude
      collector.arp.device-include collector.arp.netlink collector.cpu.guest collector.cpu.info collector.disable-defaults
      collector.diskstats.device-exclude collector.diskstats.device-include collector.ethtool.device-exclude
      collector.ethtool.device-include collector.filesystem.fs-types-exclude collector.filesystem.fs-types-include
      collector.filesystem.mount-points-exclude collector.filesystem.mount-points-include collector.filesystem.mount-timeout
      collector.filesystem.stat-workers collector.hwmon.chip-exclude collector.hwmon.chip-include
      collector.netclass.ignore-invalid-speed collector.netclass.ignored-devices collector.netclass.netlink
      collector.netdev.address-info collector.netdev.device-exclude collector.netdev.device-include collector.netdev.netlink
      collector.netstat.fields collector.systemd.enable-restarts-metrics collector.systemd.enable-start-time-metrics
      collector.systemd.enable-task-metrics collector.systemd.unit-exclude collector.systemd.unit-include collector.vmstat.fields
      path.procfs path.rootfs path.sysfs path.udev.data runtime.gomaxprocs web.disable-exporter-metrics web.max-requests
      web.telemetry-path`)
  },
  {
    images: ["prometheus/blackbox-exporter", "prom/blackbox-exporter"],
    command: "blackbox_exporter",
    once: words(`${COMMON2} config.check config.file history.limit log.prober timeout-offset web.external-url web.route-prefix`)
  },
  {
    images: ["thanos/thanos", "thanosio/thanos"],
    command: "thanos",
    once: words(`log.level log.format alert.query-url compact.cleanup-interval compact.concurrency compact.enable-vertical-compaction
      consistency-delay data-dir delete-delay downsample.concurrency downsampling.disable eval-interval grpc-address grpc-grace-period
      grpc-server-tls-cert grpc-server-tls-client-ca grpc-server-tls-key hash-func http-address http-grace-period http.config
      index-cache-size objstore.config objstore.config-file prometheus.url query.auto-downsampling query.lookback-delta
      query.max-concurrent query.promql-engine query.timeout query-frontend.downstream-url query-range.split-interval
      receive.grpc-compression receive.hashrings receive.hashrings-algorithm receive.hashrings-file receive.local-endpoint
      receive.replication-factor receive.tenant-header remote-write.address resend-delay retention.resolution-1h retention.resolution-5m
      retention.resolution-raw tsdb.path tsdb.retention tsdb.wal-compression wait wait-interval web.external-prefix web.prefix-header
      web.route-prefix`)
  }
];

// src/admission/core/flags.ts
function checkFlags(report, { image, command, args }, at) {
  const program = isText(image) ? programOf(image, command) : void 0;
  if (!program) {
    return;
  }
  const known6 = /* @__PURE__ */ new Set();
  for (const [list, field] of [[command, "command"], [args, "args"]]) {
    const words2 = Array.isArray(list) ? list : [];
    for (const [index, word] of words2.entries()) {
      if (word === "--") {
        return;
      }
      const name = typeof word === "string" ? flagOf(word, program) : void 0;
      if (name === void 0) {
        continue;
      }
      if (known6.has(name)) {
        report.add(FLAG_TWICE, `${at}.${field}[${index}]`, word, `which repeats "--${name}" of ${program.command}`, "remove one of them");
      }
      known6.add(name);
    }
  }
}
function programOf(image, command) {
  const repository = image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
  const program = PROGRAMS.find(({ images }) => images.some((name) => repository === name || repository.endsWith(`/${name}`)));
  const [first] = Array.isArray(command) ? command : [];
  return program && (first === void 0 || String(first).split("/").pop() === program.command) ? program : void 0;
}
function flagOf(word, { once: once2 }) {
  const [, name] = /^--([a-z][\w.-]*)(?:=|$)/.exec(word) ?? [];
  if (name === void 0) {
    return void 0;
  }
  if (once2.has(name)) {
    return name;
  }
  const positive = name.replace(/^no-/, "");
  return positive !== name && once2.has(positive) ? positive : void 0;
}

// src/admission/core/images.ts
var HOST_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
var HOST = new RegExp(`^(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
var PATH_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
var TAG = /^\w[\w.-]{0,127}$/;
var DIGESTS = { sha256: 64, sha384: 96, sha512: 128 };
var LONGEST_REPOSITORY = 255;
function whyNoImage(image) {
  const [name, digest, ...more] = image.split("@");
  if (more.length > 0) {
    return 'which has more than one "@"';
  }
  const digestProblem = digest === void 0 ? void 0 : whyNoDigest(digest);
  if (digestProblem !== void 0) {
    return digestProblem;
  }
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  if (colon >= 0 && !TAG.test(name.slice(colon + 1))) {
    return `whose tag ${JSON.stringify(name.slice(colon + 1))} is not a tag`;
  }
  if (/^[0-9a-f]{64}$/.test(image)) {
    return "which is an ID";
  }
  return whyNoRepository(repository);
}
function whyNoRepository(repository) {
  const slash = repository.indexOf("/");
  const first = slash < 0 ? "" : repository.slice(0, slash);
  const hasHost = slash >= 0 && (/[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase());
  const path2 = hasHost ? repository.slice(slash + 1) : repository;
  const host = hasHost ? first : "docker.io";
  const official = hasHost || path2.includes("/") ? path2 : `library/${path2}`;
  if (path2 !== path2.toLowerCase()) {
    return "which has upper-case letters in its repository";
  }
  if (!HOST.test(host)) {
    return `whose host ${JSON.stringify(host)} is not a host`;
  }
  if (!path2.split("/").every((part) => PATH_PART.test(part))) {
    return "which is not an image reference";
  }
  return official.length > LONGEST_REPOSITORY ? `whose repository is longer than ${LONGEST_REPOSITORY} characters` : void 0;
}
function whyNoDigest(digest) {
  const [algorithm, hex = ""] = digest.split(":");
  const length = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : void 0;
  if (length === void 0) {
    return `whose digest has the unknown algorithm ${JSON.stringify(algorithm)}`;
  }
  const isComplete = hex.length === length && /^[0-9a-f]+$/.test(hex) && digest === `${algorithm}:${hex}`;
  return isComplete ? void 0 : `whose digest is not ${algorithm} and ${length} digits of hex`;
}

// src/admission/core/containers.ts
function checkContainers(report, spec, path2, context) {
  const containers = itemsOf(spec.containers, `${path2}.containers`);
  const inits = itemsOf(spec.initContainers, `${path2}.initContainers`);
  if (Array.isArray(spec.containers) && spec.containers.length === 0) {
    report.add(CONTAINER, `${path2}.containers`, void 0, "is empty", "add a container");
  }
  const names2 = /* @__PURE__ */ new Set();
  for (const { item, at } of [...containers, ...inits]) {
    checkName3(report, item.name, `${at}.name`, names2);
    checkContainer(report, item, at, context);
  }
  for (const { item, at } of containers) {
    checkProbes(report, item, at);
  }
  for (const { item, at } of inits) {
    checkInitContainer(report, item, at);
  }
  const hostPorts = /* @__PURE__ */ new Set();
  for (const { item, at } of containers) {
    checkContainerPorts(report, item.ports, `${at}.ports`, { ...context, hostPorts });
  }
  for (const { item, at } of inits) {
    checkContainerPorts(report, item.ports, `${at}.ports`, { ...context, hostNetwork: false, hostPorts: /* @__PURE__ */ new Set() });
  }
}
function checkName3(report, name, at, names2) {
  if (!isText(name)) {
    return;
  }
  if (!DNS_LABEL2.accepts(name)) {
    report.add(CONTAINER, at, name, "which cannot be the name of a container", DNS_LABEL2.cure);
  }
  if (names2.has(name)) {
    report.add(CONTAINER, at, name, "the name of another container", "give each container its own name");
  }
  names2.add(name);
}
var POLICIES = [
  ["imagePullPolicy", ["Always", "IfNotPresent", "Never"]],
  ["terminationMessagePolicy", ["File", "FallbackToLogsOnError"]]
];
function checkContainer(report, container, at, context) {
  checkImage(report, container, at);
  for (const [field, allowed] of POLICIES) {
    const value = container[field];
    if (isText(value) && value !== "" && !allowed.includes(value)) {
      report.add(CONTAINER, `${at}.${field}`, value, "which is not known", `use one of ${allowed.join(", ")}`);
    }
  }
  checkEnv(report, container.env, `${at}.env`);
  checkMounts(report, container, at, context.volumes);
  checkResources(report, container.resources, `${at}.resources`);
  checkFlags(report, container, at);
}
function checkImage(report, { image }, at) {
  const where2 = `${at}.image`;
  if (image === void 0 || image === null || image === "") {
    report.add(IMAGE, where2, void 0, image === "" ? "is empty" : "is missing", "name an image");
  } else if (isText(image)) {
    if (image === " ") {
      return;
    }
    const isPadded = image.trim() !== image;
    const why = isPadded ? "which begins or ends with white space" : whyNoImage(image);
    if (why !== void 0) {
      report.add(IMAGE, where2, image, why, isPadded ? "remove it" : 'write it like "registry.example.org/team/app:v1.2.3"');
    }
  }
}
var SOURCES = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];
function checkEnv(report, env, path2) {
  const names2 = /* @__PURE__ */ new Set();
  for (const { item: { name, value, valueFrom }, at } of itemsOf(env, path2)) {
    if (isText(name)) {
      checkEnvName(report, name, `${at}.name`);
      const buildsOn = typeof value === "string" && value.includes(`$(${name})`);
      if (names2.has(name) && !buildsOn) {
        report.add(ENV_TWICE, `${at}.name`, name, "the name of an earlier variable", "remove one of them");
      }
      names2.add(name);
    }
    if (!isMap3(valueFrom)) {
      continue;
    }
    const sources = Object.keys(valueFrom).filter((source) => SOURCES.includes(source) && valueFrom[source] !== null);
    if (typeof value === "string" && value !== "") {
      report.add(ENV, at, void 0, "has both a value and a source", 'remove "value" or "valueFrom"');
    }
    if (sources.length > 1) {
      report.add(ENV, `${at}.valueFrom`, void 0, `has ${sources.join(" and ")}`, "keep one source");
    }
    if (Object.keys(valueFrom).length === 0) {
      report.add(ENV, `${at}.valueFrom`, void 0, "is empty", `name one of ${SOURCES.slice(0, 4).join(", ")}`);
    }
  }
}
function checkEnvName(report, name, at) {
  if (!/^[ -<>-~]+$/.test(name)) {
    report.add(ENV, at, name, "which cannot be the name of a variable", 'use letters, digits and "_", with a letter or "_" first');
  }
}
function checkMounts(report, { volumeMounts, volumeDevices }, at, volumes) {
  const paths = /* @__PURE__ */ new Set();
  for (const { item: { name, mountPath, subPath, subPathExpr }, at: where2 } of itemsOf(volumeMounts, `${at}.volumeMounts`)) {
    if (isText(name) && name !== "" && !volumes.has(name)) {
      report.add(
        VOLUME_MOUNT,
        `${where2}.name`,
        name,
        "which is not a volume of the pod",
        volumes.size === 0 ? "add the volume" : `use one of ${listed([...volumes].map((each2) => shown(each2)))}, or add the volume`
      );
    }
    if (mountPath === "") {
      report.add(VOLUME_MOUNT, `${where2}.mountPath`, void 0, "is empty", "write an absolute path");
    }
    if (isText(mountPath) && paths.has(mountPath)) {
      report.add(VOLUME_MOUNT, `${where2}.mountPath`, mountPath, "where another volume is mounted", "mount each volume at its own path");
    }
    paths.add(mountPath);
    for (const [field, value] of Object.entries({ subPath, subPathExpr })) {
      if (isText(value) && (value.startsWith("/") || value.split("/").includes(".."))) {
        report.add(VOLUME_MOUNT, `${where2}.${field}`, value, "which leads out of the volume", 'write a relative path without ".."');
      }
    }
    if (isText(subPath) && subPath !== "" && isText(subPathExpr) && subPathExpr !== "") {
      report.add(VOLUME_MOUNT, where2, void 0, 'has both "subPath" and "subPathExpr"', "keep one of them");
    }
  }
  for (const { item: { name }, at: where2 } of itemsOf(volumeDevices, `${at}.volumeDevices`)) {
    if (isText(name) && name !== "" && !volumes.has(name)) {
      report.add(VOLUME_MOUNT, `${where2}.name`, name, "which is not a volume of the pod", "add the volume");
    }
  }
}
var PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
var SECONDS = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];
var SCHEMES = ["HTTP", "HTTPS"];
function checkProbes(report, container, at) {
  for (const name of PROBES) {
    if (isMap3(container[name])) {
      checkProbe(report, container[name], `${at}.${name}`, name === "readinessProbe");
    }
  }
}
function checkProbe(report, probe, at, isReadiness) {
  for (const field of SECONDS) {
    if (isInteger(probe[field]) && probe[field] < 0) {
      report.add(PROBE, `${at}.${field}`, probe[field], "but must not be negative", "write a whole number of at least 0");
    }
  }
  const { successThreshold, terminationGracePeriodSeconds: grace, exec, httpGet } = probe;
  if (!isReadiness && isInteger(successThreshold) && successThreshold > 1) {
    report.add(PROBE, `${at}.successThreshold`, successThreshold, "but must be 1", "leave it out");
  }
  if (isInteger(grace) && (isReadiness || grace <= 0)) {
    report.add(
      PROBE,
      `${at}.terminationGracePeriodSeconds`,
      grace,
      isReadiness ? "but a readiness probe ends nothing" : "but must be at least 1",
      "leave it out"
    );
  }
  if (isMap3(exec) && !(Array.isArray(exec.command) && exec.command.length > 0)) {
    report.add(PROBE, `${at}.exec.command`, void 0, "is empty", "name a program");
  }
  const { scheme, httpHeaders } = fieldsOf(httpGet);
  if (isText(scheme) && scheme !== "" && !SCHEMES.includes(scheme)) {
    report.add(PROBE, `${at}.httpGet.scheme`, scheme, "which is not a scheme", `use ${SCHEMES.join(" or ")}`);
  }
  for (const { item: { name }, at: where2 } of itemsOf(httpHeaders, `${at}.httpGet.httpHeaders`)) {
    if (isText(name) && !/^[-A-Za-z0-9]+$/.test(name)) {
      report.add(PROBE, `${where2}.name`, name, "which is not the name of a header", "use letters, digits and hyphens");
    }
  }
}
function checkInitContainer(report, container, at) {
  if (container.restartPolicy === "Always") {
    return checkProbes(report, container, at);
  }
  for (const field of [...PROBES, "lifecycle"]) {
    if (isMap3(container[field])) {
      report.add(
        CONTAINER,
        `${at}.${field}`,
        void 0,
        "is set on an init container that ends",
        'remove it, or set "restartPolicy: Always" (Kubernetes 1.29 and newer)'
      );
    }
  }
}

// src/admission/core/volumes.ts
var ACCESS_MODES = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];
function checkVolumes(report, volumes, path2) {
  const names2 = /* @__PURE__ */ new Set();
  for (const { item, at } of itemsOf(volumes, path2)) {
    const { name } = item;
    if (isText(name)) {
      if (!DNS_LABEL2.accepts(name)) {
        report.add(VOLUME, `${at}.name`, name, "which cannot be the name of a volume", DNS_LABEL2.cure);
      }
      if (names2.has(name)) {
        report.add(VOLUME, `${at}.name`, name, "the name of another volume", "give each volume its own name");
      }
    }
    if (typeof name === "string") {
      names2.add(name);
    }
    checkSource(report, item, at);
  }
  return names2;
}
var REQUIRED2 = {
  secret: "secretName",
  configMap: "name",
  persistentVolumeClaim: "claimName",
  hostPath: "path"
};
function checkSource(report, volume, at) {
  const sources = Object.keys(volume).filter((field) => field !== "name" && isMap3(volume[field]));
  if (sources.length > 1) {
    report.add(VOLUME, at, void 0, `has the sources ${sources.join(" and ")}`, "keep one (a patch that adds one must remove the other)");
  }
  for (const source of sources.filter((each2) => Object.hasOwn(REQUIRED2, each2))) {
    const value = volume[source][REQUIRED2[source]];
    if (value === void 0 || value === "") {
      report.add(VOLUME, `${at}.${source}.${REQUIRED2[source]}`, void 0, value === "" ? "is empty" : "is missing", "set it");
    }
    checkItems(report, volume[source], `${at}.${source}`);
  }
  for (const { item, at: where2 } of itemsOf(fieldsOf(volume.projected).sources, `${at}.projected.sources`)) {
    for (const source of ["secret", "configMap"]) {
      checkItems(report, fieldsOf(item[source]), `${where2}.${source}`);
    }
  }
}
function checkItems(report, { items, defaultMode }, at) {
  checkMode(report, defaultMode, `${at}.defaultMode`);
  for (const { item: { path: path2, mode }, at: where2 } of itemsOf(items, `${at}.items`)) {
    if (isText(path2) && (path2.startsWith("/") || path2.startsWith("..") || path2.split("/").includes(".."))) {
      report.add(VOLUME, `${where2}.path`, path2, "which leads out of the volume", 'write a relative path without ".."');
    }
    checkMode(report, mode, `${where2}.mode`);
  }
}
function checkMode(report, mode, at) {
  if (isInteger(mode) && (mode < 0 || mode > 511)) {
    report.add(VOLUME, at, mode, "which is not a file mode", "write it with a leading 0, such as 0644, or as the decimal number 420");
  }
}
function checkClaim(report, spec, path2) {
  const { accessModes, resources, volumeMode, selector: selector3 } = spec;
  const modes = Array.isArray(accessModes) ? accessModes : [];
  if (modes.length === 0) {
    report.add(
      VOLUME_CLAIM,
      `${path2}.accessModes`,
      void 0,
      Array.isArray(accessModes) ? "is empty" : "is missing",
      'list at least one, such as "ReadWriteOnce"'
    );
  }
  modes.forEach((mode, index) => {
    if (isText(mode) && !ACCESS_MODES.includes(mode)) {
      report.add(
        VOLUME_CLAIM,
        `${path2}.accessModes[${index}]`,
        mode,
        "which is not an access mode",
        `use one of ${ACCESS_MODES.join(", ")}`
      );
    }
  });
  if (modes.includes("ReadWriteOncePod") && modes.length > 1) {
    report.add(VOLUME_CLAIM, `${path2}.accessModes`, void 0, "has ReadWriteOncePod with other modes", "keep ReadWriteOncePod alone");
  }
  const storage2 = fieldsOf(fieldsOf(resources).requests).storage;
  const where2 = `${path2}.resources.requests.storage`;
  if (storage2 === void 0) {
    report.add(VOLUME_CLAIM, where2, void 0, "is missing", 'write a size, such as "10Gi"');
  } else if (checkQuantity(report, storage2, where2) === 0n) {
    report.add(VOLUME_CLAIM, where2, storage2, "but a volume has a size", 'write a size, such as "10Gi"');
  }
  if (isText(volumeMode) && !["Filesystem", "Block"].includes(volumeMode)) {
    report.add(VOLUME_CLAIM, `${path2}.volumeMode`, volumeMode, "which is not a volume mode", "use Filesystem or Block");
  }
  checkSelector(report, selector3, `${path2}.selector`);
}

// src/admission/core/pods.ts
var RESTART_POLICIES = ["Always", "OnFailure", "Never"];
function checkTemplate(report, template2, { path: path2, kind, restartPolicies, volumes }) {
  if (!isMap3(template2)) {
    return;
  }
  const { metadata, spec } = template2;
  checkLabels(report, fieldsOf(metadata).labels, `${path2}.metadata.labels`);
  checkAnnotations(report, fieldsOf(metadata).annotations, `${path2}.metadata.annotations`);
  if (!isMap3(spec)) {
    return;
  }
  checkPodSpec(report, spec, `${path2}.spec`, volumes);
  const { restartPolicy, activeDeadlineSeconds } = spec;
  const isAlways = restartPolicies.includes("Always");
  const where2 = `${path2}.spec.restartPolicy`;
  if (restartPolicy === void 0 && !isAlways) {
    report.add(POD, where2, void 0, `is missing, which is Always, but pods of a ${kind} must end`, `use ${restartPolicies.join(" or ")}`);
  } else if (isText(restartPolicy) && RESTART_POLICIES.includes(restartPolicy) && !restartPolicies.includes(restartPolicy)) {
    report.add(
      POD,
      where2,
      restartPolicy,
      isAlways ? `but pods of a ${kind} are always restarted` : `but pods of a ${kind} must end`,
      isAlways ? "leave it out, or use a Job" : `use ${restartPolicies.join(" or ")}`
    );
  }
  if (isAlways && kind !== "StatefulSet" && isInteger(activeDeadlineSeconds)) {
    report.add(
      POD,
      `${path2}.spec.activeDeadlineSeconds`,
      activeDeadlineSeconds,
      `but pods of a ${kind} do not end`,
      "leave it out, or use a Job"
    );
  }
}
function checkPodSpec(report, spec, path2, added = []) {
  const volumes = checkVolumes(report, spec.volumes, `${path2}.volumes`);
  for (const name of added) {
    volumes.add(name);
  }
  checkContainers(report, spec, path2, { hostNetwork: spec.hostNetwork === true, volumes });
  const { restartPolicy, serviceAccountName, nodeSelector } = spec;
  if (isText(restartPolicy) && restartPolicy !== "" && !RESTART_POLICIES.includes(restartPolicy)) {
    report.add(POD, `${path2}.restartPolicy`, restartPolicy, "which is not a restart policy", `use one of ${RESTART_POLICIES.join(", ")}`);
  }
  if (isText(serviceAccountName) && serviceAccountName !== "" && !SUBDOMAIN.accepts(serviceAccountName)) {
    report.add(POD, `${path2}.serviceAccountName`, serviceAccountName, "which cannot be the name of a ServiceAccount", SUBDOMAIN.cure);
  }
  checkLabels(report, nodeSelector, `${path2}.nodeSelector`);
  for (const { item, at } of itemsOf(spec.tolerations, `${path2}.tolerations`)) {
    checkToleration(report, item, at);
  }
  checkAffinity(report, fieldsOf(spec.affinity), `${path2}.affinity`);
  checkSpread(report, spec.topologySpreadConstraints, `${path2}.topologySpreadConstraints`);
}
var EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
var OPERATORS2 = ["Equal", "Exists", "Lt", "Gt"];
function checkToleration(report, { key, operator, value, effect, tolerationSeconds }, at) {
  if ((key === void 0 || key === "") && operator !== "Exists") {
    report.add(
      POD,
      `${at}.operator`,
      operator,
      `${isText(operator) ? "but" : "is missing, and"} without a key it must be Exists`,
      'set "key", or use "operator: Exists"'
    );
  } else if (isText(operator) && operator !== "" && !OPERATORS2.includes(operator)) {
    report.add(POD, `${at}.operator`, operator, "which is not an operator", "use Equal or Exists");
  }
  if (isText(key) && key !== "") {
    checkLabelKey(report, key, `${at}.key`);
  }
  if (operator === "Exists" && isText(value) && value !== "") {
    report.add(POD, `${at}.value`, value, "but Exists has no value", "remove it, or use Equal");
  }
  if (operator === void 0 || operator === "" || operator === "Equal") {
    checkLabelValue(report, value, `${at}.value`);
  }
  if (isText(effect) && effect !== "" && !EFFECTS.includes(effect)) {
    report.add(POD, `${at}.effect`, effect, "which is not an effect", `use one of ${EFFECTS.join(", ")}`);
  }
  if (isInteger(tolerationSeconds) && effect !== "NoExecute") {
    report.add(
      POD,
      `${at}.tolerationSeconds`,
      tolerationSeconds,
      "but only NoExecute takes a time",
      'set "effect: NoExecute", or remove it'
    );
  }
}
var REQUIRED3 = "requiredDuringSchedulingIgnoredDuringExecution";
var PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
function checkAffinity(report, affinity, path2) {
  const terms = fieldsOf(fieldsOf(affinity.nodeAffinity)[REQUIRED3]).nodeSelectorTerms;
  if (Array.isArray(terms) && terms.length === 0) {
    report.add(POD, `${path2}.nodeAffinity.${REQUIRED3}.nodeSelectorTerms`, void 0, "is empty", "add a term");
  }
  for (const { item, at } of itemsOf(terms, `${path2}.nodeAffinity.${REQUIRED3}.nodeSelectorTerms`)) {
    for (const { item: expression, at: where2 } of itemsOf(item.matchExpressions, `${at}.matchExpressions`)) {
      checkNodeExpression(report, expression, where2);
    }
  }
  for (const { item, at } of itemsOf(fieldsOf(affinity.nodeAffinity)[PREFERRED], `${path2}.nodeAffinity.${PREFERRED}`)) {
    checkWeight(report, item.weight, `${at}.weight`);
  }
  for (const kind of ["podAffinity", "podAntiAffinity"]) {
    const { [REQUIRED3]: required, [PREFERRED]: preferred } = fieldsOf(affinity[kind]);
    for (const { item, at } of itemsOf(required, `${path2}.${kind}.${REQUIRED3}`)) {
      checkPodTerm(report, item, at);
    }
    for (const { item, at } of itemsOf(preferred, `${path2}.${kind}.${PREFERRED}`)) {
      checkWeight(report, item.weight, `${at}.weight`);
      checkPodTerm(report, fieldsOf(item.podAffinityTerm), `${at}.podAffinityTerm`);
    }
  }
}
var NODE_OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"];
function checkNodeExpression(report, { key, operator, values }, at) {
  const count3 = Array.isArray(values) ? values.length : 0;
  if (isText(operator) && !NODE_OPERATORS.includes(operator)) {
    report.add(POD, `${at}.operator`, operator, "which is not an operator", `use one of ${NODE_OPERATORS.join(", ")}`);
  }
  if ((operator === "In" || operator === "NotIn") && count3 === 0) {
    report.add(POD, `${at}.values`, void 0, `is empty, and ${operator} compares with values`, "list at least one, or use Exists");
  }
  if ((operator === "Exists" || operator === "DoesNotExist") && count3 > 0) {
    report.add(POD, `${at}.values`, void 0, `is set, and ${operator} has no values`, "remove it, or use In");
  }
  if ((operator === "Gt" || operator === "Lt") && count3 !== 1) {
    report.add(POD, `${at}.values`, void 0, `has ${count3} values, and ${operator} compares with one`, "list one number");
  }
  checkLabelKey(report, key, `${at}.key`);
}
function checkWeight(report, weight, at) {
  if (isInteger(weight) && (weight < 1 || weight > 100)) {
    report.add(POD, at, weight, "which is not a weight", "use a number from 1 to 100");
  }
}
function checkPodTerm(report, { topologyKey, labelSelector, namespaces }, at) {
  if (topologyKey === "") {
    report.add(POD, `${at}.topologyKey`, void 0, "is empty", 'name a label of nodes, such as "kubernetes.io/hostname"');
  } else {
    checkLabelKey(report, topologyKey, `${at}.topologyKey`);
  }
  checkSelector(report, labelSelector, `${at}.labelSelector`);
  for (const { text: text2, at: where2 } of textsOf2(namespaces, `${at}.namespaces`)) {
    if (isText(text2) && !DNS_LABEL2.accepts(text2)) {
      report.add(POD, where2, text2, "which cannot be the name of a namespace", DNS_LABEL2.cure);
    }
  }
}
function checkSpread(report, constraints, path2) {
  const known6 = /* @__PURE__ */ new Set();
  for (const { item: { maxSkew, topologyKey, whenUnsatisfiable, labelSelector }, at } of itemsOf(constraints, path2)) {
    if (isInteger(maxSkew) && maxSkew < 1) {
      report.add(POD, `${at}.maxSkew`, maxSkew, "but must be at least 1", "use a number from 1");
    }
    if (isText(whenUnsatisfiable) && !["DoNotSchedule", "ScheduleAnyway"].includes(whenUnsatisfiable)) {
      report.add(POD, `${at}.whenUnsatisfiable`, whenUnsatisfiable, "which is not an action", "use DoNotSchedule or ScheduleAnyway");
    }
    checkLabelKey(report, topologyKey, `${at}.topologyKey`);
    checkSelector(report, labelSelector, `${at}.labelSelector`);
    const key = `${topologyKey} ${whenUnsatisfiable}`;
    if (known6.has(key)) {
      report.add(POD, at, void 0, "repeats the topologyKey and whenUnsatisfiable of another constraint", "keep one of them");
    }
    known6.add(key);
  }
}

// src/admission/core/workloads.ts
var ALWAYS = ["Always"];
var ENDING = ["OnFailure", "Never"];
var template = (kind, volumes) => ({ path: "spec.template", kind, restartPolicies: ALWAYS, volumes });
function checkPod(report, { spec }) {
  if (isMap3(spec)) {
    checkPodSpec(report, spec, "spec");
  }
}
function checkDeployment(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  checkNumbers2(report, spec, ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"]);
  checkOwnSelector(report, spec, "Deployment");
  checkTemplate(report, spec.template, template("Deployment"));
  const { progressDeadlineSeconds: deadline = 600, minReadySeconds = 0 } = spec;
  if (isInteger(deadline) && isInteger(minReadySeconds) && minReadySeconds >= 0 && deadline >= 0 && deadline <= minReadySeconds) {
    report.add(
      WORKLOAD,
      "spec.progressDeadlineSeconds",
      deadline,
      `but must be above "minReadySeconds", which is ${minReadySeconds}`,
      'raise it, or lower "minReadySeconds"'
    );
  }
  const { type, rollingUpdate } = fieldsOf(spec.strategy);
  if (type === "Recreate" && isMap3(rollingUpdate)) {
    report.add(
      WORKLOAD,
      "spec.strategy.rollingUpdate",
      void 0,
      "is set, and the type is Recreate",
      "remove it (a patch that changes the type must remove it)"
    );
  }
  checkType(report, type, ["Recreate", "RollingUpdate"], "spec.strategy.type");
  if (type !== "Recreate" && isMap3(rollingUpdate)) {
    checkRollingUpdate(report, rollingUpdate, "spec.strategy.rollingUpdate", { maxUnavailable: "25%", maxSurge: "25%" });
  }
}
function checkReplicaSet(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  checkNumbers2(report, spec, ["replicas", "minReadySeconds"]);
  checkOwnSelector(report, spec, "ReplicaSet");
  checkTemplate(report, spec.template, template("ReplicaSet"));
}
function checkStatefulSet(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const claims = itemsOf(spec.volumeClaimTemplates, "spec.volumeClaimTemplates");
  checkNumbers2(report, spec, ["replicas", "minReadySeconds", "revisionHistoryLimit"]);
  checkOwnSelector(report, spec, "StatefulSet");
  checkTemplate(report, spec.template, template("StatefulSet", claims.map(({ item }) => String(fieldsOf(item.metadata).name))));
  for (const { item, at } of claims) {
    if (isMap3(item.spec)) {
      checkClaim(report, item.spec, `${at}.spec`);
    }
  }
  const { type, rollingUpdate } = fieldsOf(spec.updateStrategy);
  if (type === "OnDelete" && isMap3(rollingUpdate)) {
    report.add(
      WORKLOAD,
      "spec.updateStrategy.rollingUpdate",
      void 0,
      "is set, and the type is OnDelete",
      "remove it (a patch that changes the type must remove it)"
    );
  }
  checkType(report, spec.podManagementPolicy, ["OrderedReady", "Parallel"], "spec.podManagementPolicy");
}
function checkDaemonSet(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  checkNumbers2(report, spec, ["minReadySeconds", "revisionHistoryLimit"]);
  checkOwnSelector(report, spec, "DaemonSet");
  checkTemplate(report, spec.template, template("DaemonSet"));
  const { type, rollingUpdate } = fieldsOf(spec.updateStrategy);
  checkType(report, type, ["OnDelete", "RollingUpdate"], "spec.updateStrategy.type");
  if (type === "OnDelete" || !isMap3(rollingUpdate)) {
    return;
  }
  const path2 = "spec.updateStrategy.rollingUpdate";
  const { unavailable, surge } = checkRollingUpdate(report, rollingUpdate, path2, { maxUnavailable: 1, maxSurge: 0 });
  if (unavailable && surge) {
    report.add(WORKLOAD, `${path2}.maxSurge`, rollingUpdate.maxSurge, 'and "maxUnavailable" is more than 0, too', "set one of them to 0");
  }
}
function checkJob(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  checkJobSpec(report, spec, "spec");
  checkSelector(report, spec.selector, "spec.selector");
}
function checkCronJob(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const { schedule, concurrencyPolicy, jobTemplate } = spec;
  checkNumbers2(report, spec, ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"]);
  if (isText(schedule)) {
    const hasZone = schedule.includes("TZ");
    const why2 = whyNoSchedule(schedule);
    if (why2 !== void 0) {
      report.add(SCHEDULE, "spec.schedule", schedule, why2, 'give minute, hour, day of month, month and day of week, such as "0 5 * * 1"');
    }
    if (hasZone && spec.timeZone !== void 0) {
      report.add(SCHEDULE, "spec.schedule", schedule, 'which names a time zone, as "timeZone" does', 'keep "timeZone"');
    } else if (hasZone) {
      report.add(SCHEDULE_ZONE, "spec.schedule", schedule, "which names a time zone", 'use "timeZone" instead');
    }
  }
  checkType(report, concurrencyPolicy, ["Allow", "Forbid", "Replace"], "spec.concurrencyPolicy");
  const { selector: selector3, manualSelector, ...job } = fieldsOf(fieldsOf(jobTemplate).spec);
  checkJobSpec(report, job, "spec.jobTemplate.spec");
  const why = "is set, and the controller sets the selector of each Job";
  if (isMap3(selector3)) {
    report.add(SELECTOR, "spec.jobTemplate.spec.selector", void 0, why, "remove it");
  }
  if (manualSelector === true) {
    report.add(SELECTOR, "spec.jobTemplate.spec.manualSelector", void 0, why, "remove it");
  }
}
function checkJobSpec(report, spec, path2) {
  checkNumbers2(report, spec, ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"], path2);
  const { completionMode, completions } = spec;
  checkType(report, completionMode, ["NonIndexed", "Indexed"], `${path2}.completionMode`);
  if (completionMode === "Indexed" && completions === void 0 && spec.parallelism !== void 0) {
    report.add(WORKLOAD, `${path2}.completions`, void 0, "is missing, and the completion mode is Indexed", "write how many must succeed");
  }
  const restartPolicies = spec.podFailurePolicy === void 0 ? ENDING : ["Never"];
  checkTemplate(report, spec.template, { path: `${path2}.template`, kind: "Job", restartPolicies });
}
function checkNumbers2(report, spec, fields, path2 = "spec") {
  for (const field of fields) {
    if (isInteger(spec[field]) && spec[field] < 0) {
      report.add(WORKLOAD, `${path2}.${field}`, spec[field], "but must not be negative", "write a whole number of at least 0");
    }
  }
}
function checkType(report, value, allowed, path2) {
  if (isText(value) && value !== "" && !allowed.includes(value)) {
    report.add(WORKLOAD, path2, value, "which is not known", `use one of ${allowed.join(", ")}`);
  }
}
function checkRollingUpdate(report, given, path2, defaults) {
  const { maxUnavailable = defaults.maxUnavailable, maxSurge = defaults.maxSurge } = given;
  checkAmount(report, given.maxUnavailable, `${path2}.maxUnavailable`);
  checkAmount(report, given.maxSurge, `${path2}.maxSurge`, Infinity);
  const unavailable = numberOf3(maxUnavailable) !== 0;
  const surge = numberOf3(maxSurge) !== 0;
  if (!unavailable && !surge) {
    report.add(WORKLOAD, `${path2}.maxUnavailable`, maxUnavailable, 'and "maxSurge" is 0, too', "allow one of them to be more than 0");
  }
  return { unavailable, surge };
}
function whyNoAmount(value, most = 100) {
  if (isInteger(value)) {
    return value < 0 ? "but must not be negative" : void 0;
  }
  if (!isText(value)) {
    return void 0;
  }
  if (!/^[0-9]+%$/.test(value)) {
    return "which is neither a number nor a percentage";
  }
  return Number(value.slice(0, -1)) > most ? "which is more than 100%" : void 0;
}
function checkAmount(report, value, path2, most) {
  const why = whyNoAmount(value, most);
  if (why !== void 0) {
    report.add(WORKLOAD, path2, value, why, 'write a whole number, or a percentage such as "25%"');
  }
}
function numberOf3(value) {
  if (typeof value === "number") {
    return value;
  }
  return typeof value === "string" && /^[0-9]+%$/.test(value) ? Number(value.slice(0, -1)) : void 0;
}

// src/admission/core/scaling.ts
function checkDisruptionBudget(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable !== void 0 && maxUnavailable !== void 0) {
    report.add(DISRUPTION_BUDGET, "spec", void 0, 'has both "minAvailable" and "maxUnavailable"', "remove one of them");
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    const why = whyNoAmount(value);
    if (why !== void 0) {
      report.add(DISRUPTION_BUDGET, `spec.${field}`, value, why, 'write a whole number, or a percentage such as "50%"');
    }
  }
  if (isText(policy) && !["IfHealthyBudget", "AlwaysAllow"].includes(policy)) {
    report.add(DISRUPTION_BUDGET, "spec.unhealthyPodEvictionPolicy", policy, "which is not known", "use IfHealthyBudget or AlwaysAllow");
  }
  checkSelector(report, spec.selector, "spec.selector");
}
function checkAutoscaler(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const { minReplicas = 1, maxReplicas, metrics } = spec;
  if (isInteger(minReplicas) && minReplicas < 0) {
    report.add(AUTOSCALER, "spec.minReplicas", minReplicas, "but must not be negative", "use a number from 1");
  }
  if (isInteger(maxReplicas) && maxReplicas < 1) {
    report.add(AUTOSCALER, "spec.maxReplicas", maxReplicas, "but must be at least 1", "use a number from 1");
  } else if (isInteger(maxReplicas) && isInteger(minReplicas) && maxReplicas < minReplicas) {
    report.add(
      AUTOSCALER,
      "spec.maxReplicas",
      maxReplicas,
      `below "minReplicas", which is ${minReplicas}`,
      'raise it, or lower "minReplicas"'
    );
  }
  for (const { item, at } of itemsOf(metrics, "spec.metrics")) {
    checkMetric(report, item, at);
  }
}
var SOURCES2 = {
  ContainerResource: "containerResource",
  External: "external",
  Object: "object",
  Pods: "pods",
  Resource: "resource"
};
function checkMetric(report, metric, at) {
  const { type } = metric;
  if (!isText(type)) {
    return;
  }
  if (!Object.hasOwn(SOURCES2, type)) {
    report.add(AUTOSCALER, `${at}.type`, type, "which is not a source of metrics", `use one of ${Object.keys(SOURCES2).join(", ")}`);
  } else if (!isMap3(metric[SOURCES2[type]])) {
    report.add(AUTOSCALER, `${at}.${SOURCES2[type]}`, void 0, `is missing, and the type is ${type}`, "describe the metric there");
  }
}

// src/admission/core/services.ts
var TYPES2 = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"];
function checkService(report, manifest) {
  const spec = fieldsOf(manifest.spec);
  const { type = "ClusterIP", clusterIP, ports, selector: selector3 } = spec;
  const isHeadless = clusterIP === "None";
  const isExternal2 = type === "ExternalName";
  if (isText(type) && !TYPES2.includes(type)) {
    report.add(
      SERVICE,
      "spec.type",
      type,
      "which is not a type",
      `use one of ${TYPES2.join(", ")} (a Service without an address has "clusterIP: None")`
    );
  }
  const hasPorts = Array.isArray(ports) && ports.length > 0;
  if (!hasPorts && !isHeadless && !isExternal2) {
    report.add(SERVICE, "spec.ports", void 0, Array.isArray(ports) ? "is empty" : "is missing", "list at least one port");
  }
  if (isHeadless && (type === "NodePort" || type === "LoadBalancer")) {
    report.add(
      SERVICE,
      "spec.clusterIP",
      clusterIP,
      `but a Service of type ${type} has an address`,
      'remove "clusterIP", or use "type: ClusterIP"'
    );
  }
  if (isExternal2) {
    checkExternalName(report, spec);
  }
  if (isText(clusterIP) && clusterIP !== "" && !isHeadless && !isExternal2 && !IpAddress.parse(clusterIP)) {
    report.add(
      SERVICE,
      "spec.clusterIP",
      clusterIP,
      "which is not an address",
      'use "None" for a Service without an address, or leave it out'
    );
  }
  checkPorts(report, ports, type);
  checkLabels(report, selector3, "spec.selector");
  checkAffinity2(report, spec);
  checkExposure(report, spec, type);
}
function checkExternalName(report, { externalName, clusterIP }) {
  const name = typeof externalName === "string" ? externalName.replace(/\.$/, "") : "";
  if (name === "") {
    report.add(
      SERVICE,
      "spec.externalName",
      void 0,
      externalName === void 0 ? "is missing" : "is empty",
      "write the name to which the Service leads, or change the type"
    );
  } else if (isText(name) && !SUBDOMAIN.accepts(name)) {
    report.add(SERVICE, "spec.externalName", externalName, "which is not a DNS name", SUBDOMAIN.cure);
  }
  if (isText(clusterIP) && clusterIP !== "") {
    report.add(SERVICE, "spec.clusterIP", clusterIP, "but a Service of type ExternalName has no address", "remove it");
  }
}
function checkPorts(report, ports, type) {
  const items = itemsOf(ports, "spec.ports");
  const names2 = /* @__PURE__ */ new Map();
  const numbers2 = /* @__PURE__ */ new Map();
  const nodePorts = /* @__PURE__ */ new Map();
  for (const { item, at } of items) {
    const { name, port, nodePort, protocol = "TCP" } = item;
    checkName4(report, name, `${at}.name`, items.length > 1);
    if (isText(name) && name !== "") {
      checkTwice(report, names2, name, `${at}.name`, name, "give each port its own name");
    }
    checkPort2(report, item, at);
    if (isInteger(port)) {
      checkTwice(report, numbers2, `${port}/${protocol}`, at, `${port}/${protocol}`, "remove one of them");
    }
    if (!isInteger(nodePort) || nodePort === 0) {
      continue;
    }
    checkTwice(report, nodePorts, `${nodePort}/${protocol}`, `${at}.nodePort`, nodePort, "use another one");
    if (type === "ClusterIP") {
      report.add(SERVICE, `${at}.nodePort`, nodePort, "but a Service of type ClusterIP has none", 'remove it, or use "type: NodePort"');
    }
  }
}
function checkTwice(report, known6, key, at, value, cure) {
  const other = known6.get(key);
  if (other !== void 0) {
    report.add(SERVICE, at, value, `which "${other}" has, too`, cure);
  } else {
    known6.set(key, at);
  }
}
function checkName4(report, name, at, isRequired) {
  if (name === void 0 || name === null || name === "") {
    if (isRequired) {
      report.add(SERVICE, at, void 0, "is missing, and the Service has several ports", "give each port a name");
    }
  } else if (isText(name) && !DNS_LABEL2.accepts(name)) {
    report.add(SERVICE, at, name, "which cannot be the name of a port", DNS_LABEL2.cure);
  }
}
function checkPort2(report, { port, targetPort, protocol, appProtocol }, at) {
  if (isInteger(port) && !isPort(port)) {
    report.add(SERVICE, `${at}.port`, port, "which is not a port", PORT_NUMBER);
  }
  if (isInteger(targetPort) && targetPort !== 0 && !isPort(targetPort)) {
    report.add(SERVICE, `${at}.targetPort`, targetPort, "which is not a port", PORT_NUMBER);
  }
  if (isText(targetPort) && targetPort !== "" && !isPortName(targetPort)) {
    const isNumber = /^\d+$/.test(targetPort);
    report.add(
      SERVICE,
      `${at}.targetPort`,
      targetPort,
      isNumber ? "a number in quotes, which is read as a name" : "which is not a port name",
      isNumber ? "write it without quotes" : PORT_NAME
    );
  }
  if (isText(protocol) && protocol !== "" && !PROTOCOLS.includes(protocol)) {
    report.add(SERVICE, `${at}.protocol`, protocol, "which is not a protocol", `use one of ${PROTOCOLS.join(", ")}`);
  }
  if (isText(appProtocol) && !isQualifiedName(appProtocol)) {
    report.add(SERVICE, `${at}.appProtocol`, appProtocol, "which is not a protocol", 'write it like "http" or "kubernetes.io/h2c"');
  }
}
function checkAffinity2(report, { sessionAffinity, sessionAffinityConfig }) {
  if (isText(sessionAffinity) && sessionAffinity !== "" && !["ClientIP", "None"].includes(sessionAffinity)) {
    report.add(SERVICE, "spec.sessionAffinity", sessionAffinity, "which is not known", "use ClientIP or None");
  }
  const { timeoutSeconds: seconds } = fieldsOf(fieldsOf(sessionAffinityConfig).clientIP);
  if (isInteger(seconds) && (seconds < 1 || seconds > 86400)) {
    report.add(SERVICE, "spec.sessionAffinityConfig.clientIP.timeoutSeconds", seconds, "but must be from 1 to 86400", "use at most a day");
  }
}
function checkExposure(report, spec, type) {
  const { loadBalancerSourceRanges, loadBalancerClass, allocateLoadBalancerNodePorts, externalTrafficPolicy, externalIPs } = spec;
  const isBalanced = type === "LoadBalancer";
  const isReached = isBalanced || type === "NodePort" || type === "ClusterIP" && Array.isArray(externalIPs) && externalIPs.length > 0;
  const only2 = [
    ["loadBalancerSourceRanges", Array.isArray(loadBalancerSourceRanges) && loadBalancerSourceRanges.length > 0],
    ["loadBalancerClass", isText(loadBalancerClass)],
    ["allocateLoadBalancerNodePorts", typeof allocateLoadBalancerNodePorts === "boolean"]
  ];
  for (const [field] of only2.filter(([, isSet3]) => isSet3 && !isBalanced)) {
    report.add(SERVICE, `spec.${field}`, void 0, "is set, and the type is not LoadBalancer", 'remove it, or use "type: LoadBalancer"');
  }
  if (isText(externalTrafficPolicy) && externalTrafficPolicy !== "" && !isReached) {
    report.add(
      SERVICE,
      "spec.externalTrafficPolicy",
      externalTrafficPolicy,
      "but the Service is not reached from outside",
      'remove it, or use "type: LoadBalancer" or "type: NodePort"'
    );
  } else if (isText(externalTrafficPolicy) && externalTrafficPolicy !== "" && !["Cluster", "Local"].includes(externalTrafficPolicy)) {
    report.add(SERVICE, "spec.externalTrafficPolicy", externalTrafficPolicy, "which is not known", "use Cluster or Local");
  }
}

// src/admission/core/core-problems.ts
var operated = (report, { spec }) => checkOperatedResources(report, fieldsOf(spec));
var CHECKS = {
  "v1/Pod": checkPod,
  "v1/Service": checkService,
  "v1/ConfigMap": checkConfigMap,
  "v1/Secret": checkSecret,
  "v1/PersistentVolumeClaim": (report, { spec }) => {
    if (isMap3(spec)) {
      checkClaim(report, spec, "spec");
    }
  },
  "apps/v1/Deployment": checkDeployment,
  "apps/v1/ReplicaSet": checkReplicaSet,
  "apps/v1/StatefulSet": checkStatefulSet,
  "apps/v1/DaemonSet": checkDaemonSet,
  "batch/v1/Job": checkJob,
  "batch/v1/CronJob": checkCronJob,
  "policy/v1/PodDisruptionBudget": checkDisruptionBudget,
  "autoscaling/v1/HorizontalPodAutoscaler": checkAutoscaler,
  "autoscaling/v2/HorizontalPodAutoscaler": checkAutoscaler,
  "networking.k8s.io/v1/NetworkPolicy": checkNetworkPolicy,
  "networking.k8s.io/v1/Ingress": checkIngress,
  "rbac.authorization.k8s.io/v1/Role": checkRole,
  "rbac.authorization.k8s.io/v1/ClusterRole": checkRole,
  "rbac.authorization.k8s.io/v1/RoleBinding": checkBinding,
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": checkBinding,
  "monitoring.coreos.com/v1/Prometheus": operated,
  "monitoring.coreos.com/v1alpha1/PrometheusAgent": operated,
  "monitoring.coreos.com/v1/Alertmanager": operated,
  "monitoring.coreos.com/v1/ThanosRuler": operated
};
function coreProblems(manifest) {
  if (!isMap3(manifest) || typeof manifest.apiVersion !== "string" || typeof manifest.kind !== "string") {
    return [];
  }
  const report = new Report();
  checkMetadata(report, manifest);
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  if (Object.hasOwn(CHECKS, key)) {
    CHECKS[key](report, manifest);
  }
  checkSize(report, manifest);
  return report.findings;
}

// src/admission/operator/alertmanager/global-config.ts
var NEEDS = {
  smarthost: { resource: "smtp.smartHost.host", file: ["smtp_smarthost"] },
  from: { resource: "smtp.from", file: ["smtp_from"] },
  slackUrl: { resource: "slackApiUrl", file: ["slack_api_url", "slack_api_url_file", "slack_app_token", "slack_app_token_file"] },
  opsgenieKey: { resource: "opsGenieApiKey", file: ["opsgenie_api_key", "opsgenie_api_key_file"] },
  victoropsKey: { resource: "victorops.apiKey", file: ["victorops_api_key", "victorops_api_key_file"] },
  wechatSecret: { resource: "wechat.apiSecret", file: ["wechat_api_secret", "wechat_api_secret_file"] },
  wechatCorpId: { resource: "wechat.apiCorpID", file: ["wechat_api_corp_id"] }
};
var FILE = "alertmanager.yaml";
function configSecretOf(alertmanager) {
  const [spec, metadata] = [isJson(alertmanager.spec) ? alertmanager.spec : {}, isJson(alertmanager.metadata) ? alertmanager.metadata : {}];
  return textOf2(spec.configSecret) || `alertmanager-${textOf2(metadata.name)}`;
}
function secretValue(secret, key) {
  const plain4 = isJson(secret.stringData) ? secret.stringData[key] : void 0;
  if (typeof plain4 === "string") {
    return { text: plain4 };
  }
  const encoded = isJson(secret.data) ? secret.data[key] : void 0;
  if (typeof encoded === "string") {
    return { text: Buffer.from(encoded, "base64").toString("utf8") };
  }
  return isSet(plain4) || isSet(encoded) ? "unknown" : void 0;
}
var known2 = /* @__PURE__ */ new WeakMap();
function baseConfigOf(env) {
  let base = known2.get(env);
  if (!base) {
    base = read2(env);
    known2.set(env, base);
  }
  return base;
}
function read2({ alertmanagerManifest: alertmanager, lookup }) {
  if (!alertmanager || !isJson(alertmanager.spec)) {
    return "unknown";
  }
  const { alertmanagerConfiguration } = alertmanager.spec;
  if (isJson(alertmanagerConfiguration)) {
    const { global } = alertmanagerConfiguration;
    return { from: "resource", global: isJson(global) ? global : {} };
  }
  const [name, namespace] = [configSecretOf(alertmanager), isJson(alertmanager.metadata) ? textOf2(alertmanager.metadata.namespace) : ""];
  const secret = namespace === "" || !lookup ? "unknown" : lookup("Secret", namespace, name);
  if (secret === "unknown") {
    return "unknown";
  }
  const value = secret && secretValue(secret, FILE);
  if (value === "unknown") {
    return "unknown";
  }
  if (value === void 0 || value.text === "") {
    return { from: "secret", config: {}, name };
  }
  const parsed4 = parseDocuments(value.text);
  const [config] = "documents" in parsed4 ? parsed4.documents : [];
  return isJson(config) ? { from: "secret", config, name } : "unknown";
}
function lacks(base, need) {
  if (base === "unknown") {
    return false;
  }
  const { resource, file } = NEEDS[need];
  if (base.from === "resource") {
    return !isSet(valueAt(base.global, resource));
  }
  const global = isJson(base.config.global) ? base.config.global : {};
  return file.every((key) => !isSet(global[key]) || global[key] === "");
}
function placeOf2(base, need) {
  const { resource, file } = NEEDS[need];
  return base.from === "resource" ? `"alertmanagerConfiguration.global.${resource}" of the Alertmanager` : `"global.${file[0]}" in the Secret ${base.name}`;
}
function effectFor(effect, isWholeConfiguration3) {
  return isWholeConfiguration3 && effect === "object-left-out" ? "resource-rejected" : effect;
}

// src/admission/operator/alertmanager/rows.ts
var VALIDATION2 = "pkg/alertmanager/validation/v1alpha1/validation.go";
var TYPES3 = "pkg/apis/monitoring/v1alpha1/validation.go";
var OPERATOR2 = "pkg/alertmanager/operator.go";
var GENERATION = "pkg/alertmanager/amcfg.go";
var STATEFUL_SET = "pkg/alertmanager/statefulset.go";
var inAlertmanager = (file, text2) => ({ file: `alertmanager: ${file}`, text: text2 });
var leftOut = (row13) => ({ ...row13, effect: "object-left-out" });
var blocking = (row13) => ({ ...row13, effect: "everything-blocked" });
var rejecting = (row13) => ({ ...row13, effect: "resource-rejected" });
var atReload = (row13) => ({ ...row13, effect: "invalid-at-reload" });
var ignored = (row13) => ({ ...row13, effect: "field-ignored" });
var otherwise = (row13) => ({ ...row13, effect: "works-otherwise" });
function inPhases(row13, phases) {
  const last = phases[phases.length - 1];
  const isOf = (operator, { since: since2, until }) => operator.length > 0 && operator.every((version2) => (since2 === void 0 || version2.isAtLeast(since2)) && (until === void 0 || !version2.isAtLeast(until)));
  return [
    ...phases.map((phase) => ({ ...row13, ...phase })),
    {
      ...row13,
      effect: last.effect,
      see: last.see,
      find: (part, context) => phases.some((phase) => isOf([context.env.operator ?? []].flat(), phase)) ? [] : row13.find(part, context)
    }
  ];
}
var filled = (value) => typeof value === "string" && value !== "";
function mapsOf(value) {
  return Array.isArray(value) ? value.flatMap((map, at) => isJson(map) ? [{ at, map }] : []) : [];
}

// src/admission/operator/shared/go-url.ts
function whyNoUrl(text2) {
  const read5 = readUrl(text2);
  return "why" in read5 ? read5.why : void 0;
}
function readUrl(text2) {
  if (/[\x00-\x1f\x7f]/.test(text2)) {
    return { why: "it has a control character" };
  }
  const [before, fragment] = cut(text2, "#");
  if (hasBadEscape(fragment)) {
    return { why: ESCAPE };
  }
  if (before.startsWith(":")) {
    return { why: "its scheme is missing" };
  }
  const [, scheme = "", rest] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^]*)$/.exec(before);
  const [path2] = cut(rest, "?");
  if (!path2.startsWith("/")) {
    if (scheme !== "") {
      return { scheme, host: "" };
    }
    if (cut(path2, "/")[0].includes(":")) {
      return { why: 'its first part has a colon, and no scheme like "http://" is before it' };
    }
    return hasBadEscape(path2) ? { why: ESCAPE } : { scheme, host: "" };
  }
  if (!path2.startsWith("//") || scheme === "" && path2.startsWith("///")) {
    return hasBadEscape(path2) ? { why: ESCAPE } : { scheme, host: "" };
  }
  const slash = path2.indexOf("/", 2);
  const [authority, below3] = slash < 0 ? [path2.slice(2), ""] : [path2.slice(2, slash), path2.slice(slash)];
  const at = authority.lastIndexOf("@");
  const why = whyNoUser(authority.slice(0, Math.max(at, 0))) ?? whyNoHost(authority.slice(at + 1)) ?? (hasBadEscape(below3) ? ESCAPE : void 0);
  return why === void 0 ? { scheme, host: authority.slice(at + 1) } : { why };
}
var ESCAPE = 'it has a "%" without two hexadecimal digits';
function cut(text2, separator) {
  const at = text2.indexOf(separator);
  return at < 0 ? [text2, ""] : [text2.slice(0, at), text2.slice(at + 1)];
}
function hasBadEscape(text2) {
  return /%(?![0-9a-fA-F]{2})/.test(text2);
}
function whyNoUser(text2) {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text2)) {
    return "its user name has a character that must be escaped";
  }
  return hasBadEscape(text2) ? ESCAPE : void 0;
}
function whyNoHost(text2) {
  const bracket = text2.startsWith("[") ? text2.lastIndexOf("]") : -1;
  if (text2.startsWith("[") && bracket < 0) {
    return 'its host has "[" without "]"';
  }
  const colon = bracket < 0 ? text2.lastIndexOf(":") : bracket + 1;
  const port = colon < 0 ? "" : text2.slice(colon);
  if (port !== "" && !/^:\d*$/.test(port)) {
    return `its port is ${JSON.stringify(port)}`;
  }
  if (bracket < 0 && /%(?!25)[0-7]/.test(text2)) {
    return "its host has an escaped character that no host may have";
  }
  return bracket < 0 && /[ \\^`{|}]/.test(text2) ? "its host has a character that no host may have" : void 0;
}

// src/admission/operator/alertmanager/urls.ts
function whyNoHttpUrl(text2) {
  const read5 = readUrl(text2);
  if ("why" in read5) {
    return read5.why;
  }
  const scheme = read5.scheme.toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    return 'it does not begin with "http://" or "https://"';
  }
  return read5.host === "" ? "its host is missing" : void 0;
}
function whyNoTemplateUrl(text2) {
  if (!text2.includes("{{")) {
    return whyNoHttpUrl(text2);
  }
  return text2.lastIndexOf("}}") < text2.lastIndexOf("{{") ? 'its template has "{{" without "}}"' : void 0;
}
var CURE = 'write one like "https://alerts.example.org/path"';
function faultIn(part, field, whyNot2) {
  const why = filled(part[field]) ? whyNot2(textOf2(part[field])) : void 0;
  return why === void 0 ? [] : [{ at: field, value: part[field], why: `is no URL: ${why}; ${CURE}` }];
}
var urlRow = (id, field, see, lifetime = {}) => ({ id, field, see, ...lifetime, find: (part) => faultIn(part, field, whyNoHttpUrl) });
var templateUrlRow = (id, field, see, lifetime = {}) => ({ id, field, see, ...lifetime, find: (part) => faultIn(part, field, whyNoTemplateUrl) });

// src/admission/operator/additional-args.ts
var set2 = (path2) => (spec) => isSet(valueAt(spec, path2)) && valueAt(spec, path2) !== "" && valueAt(spec, path2) !== false;
var unlike = (path2, usual) => (spec) => ![usual, ""].includes(textOf2(spec[path2]));
var both = (...all3) => (spec, prometheus) => all3.every((each2) => each2(spec, prometheus));
var from = (version2) => (_spec, prometheus) => prometheus !== void 0 && prometheus.isAtLeast(version2);
var below = (version2) => (_spec, prometheus) => prometheus !== void 0 && !prometheus.isAtLeast(version2);
var COMMON3 = [
  { name: "config.file" },
  { name: "web.route-prefix", when: (spec) => textOf2(spec.routePrefix) !== "" },
  { name: "web.enable-lifecycle", when: (spec) => !isSet(spec.reloadStrategy) || spec.reloadStrategy === "HTTP" },
  { name: "web.config.file", when: from("2.24.0") },
  { name: "web.external-url", when: set2("externalUrl") },
  { name: "web.listen-address", when: set2("listenLocal") },
  { name: "web.page-title", when: both(set2("web.pageTitle"), from("2.6.0")) },
  { name: "web.max-connections", when: set2("web.maxConnections") },
  { name: "web.enable-remote-write-receiver", when: both(set2("enableRemoteWriteReceiver"), from("2.33.0")) },
  { name: "enable-feature", when: both((spec) => listOf2(spec.enableFeatures).length > 0, from("2.25.0")) },
  { name: "log.level", when: unlike("logLevel", "info") },
  { name: "log.format", when: both(unlike("logFormat", "logfmt"), from("2.6.0")) }
];
var SERVER = [
  ...COMMON3,
  { name: "storage.tsdb.path" },
  {
    name: "storage.tsdb.retention.time",
    when: both((spec) => textOf2(spec.retention) !== "" || textOf2(spec.retentionSize) === "", from("2.7.0"), below("3.11.0"))
  },
  { name: "storage.tsdb.retention.size", when: both(set2("retentionSize"), from("2.7.0"), below("3.11.0")) },
  { name: "storage.tsdb.wal-compression", when: both((spec) => isSet(spec.walCompression), from("2.11.0")) },
  { name: "storage.tsdb.min-block-duration", when: set2("disableCompaction") },
  { name: "storage.tsdb.max-block-duration", when: set2("disableCompaction") },
  { name: "web.enable-admin-api", when: set2("enableAdminAPI") },
  { name: "query.lookback-delta", when: set2("query.lookbackDelta") },
  { name: "query.timeout", when: set2("query.timeout") },
  { name: "query.max-concurrency", when: (spec) => Number(valueAt(spec, "query.maxConcurrency")) > 0 },
  { name: "query.max-samples", when: both((spec) => Number(valueAt(spec, "query.maxSamples")) > 0, from("2.5.0")) }
];
var AGENT = [...COMMON3, { name: "storage.agent.path" }];
var RULER = [
  ...["data-dir", "eval-interval", "tsdb.retention", "label", "alert.label-drop", "rule-file"].map((name) => ({ name })),
  { name: "query", when: (spec) => listOf2(spec.queryEndpoints).length > 0 && !isSet(spec.queryConfig) },
  { name: "query.config-file", when: set2("queryConfig") },
  { name: "alertmanagers.config-file", when: set2("alertmanagersConfig") },
  { name: "alertmanagers.url", when: (spec) => listOf2(spec.alertmanagersUrl).length > 0 && !isSet(spec.alertmanagersConfig) },
  { name: "objstore.config-file", when: (spec) => isSet(spec.objectStorageConfig) || isSet(spec.objectStorageConfigFile) },
  { name: "http-address", when: set2("listenLocal") },
  { name: "log.level", when: unlike("logLevel", "info") },
  { name: "log.format", when: set2("logFormat") },
  { name: "web.external-prefix", when: set2("externalPrefix") },
  { name: "web.route-prefix", when: set2("routePrefix") },
  { name: "alert.query-url", when: set2("alertQueryUrl") }
];
var SIDECAR2 = [
  ...["prometheus.url", "grpc-address", "http-address"].map((name) => ({ name })),
  { name: "tsdb.path", when: (spec) => isSet(spec.objectStorageConfig) || isSet(spec.objectStorageConfigFile) },
  { name: "min-time", when: set2("minTime") },
  { name: "log.level", when: set2("logLevel") },
  { name: "log.format", when: set2("logFormat") }
];
var bare = (name) => name.replace(/^no-/, "");
function argumentFaults(own2, spec, process2) {
  if (!isJson(spec)) {
    return [];
  }
  return listOf2(spec.additionalArgs).filter(isJson).flatMap((argument, at) => {
    const name = textOf2(argument.name);
    const clash = own2.some((each2) => bare(each2.name) === bare(name) && (each2.when === void 0 || each2.when(spec, process2)));
    return clash ? [
      {
        at: `additionalArgs[${at}].name`,
        value: name,
        why: "is an argument that the operator sets itself: remove it, and use the field of the spec"
      }
    ] : [];
  });
}
var row2 = (id, kinds, own2, field = "spec") => ({
  id: `additional-args/${id}`,
  kinds,
  field,
  effect: "resource-rejected",
  see: { file: "pkg/operator/argument.go", text: "can't set arguments which are already managed by the operator" },
  find: (spec, { prometheus }) => argumentFaults(own2, spec, prometheus)
});
var ADDITIONAL_ARGS_ROWS = [
  row2("prometheus", ["Prometheus"], SERVER),
  row2("agent", ["PrometheusAgent"], AGENT),
  row2("thanos-ruler", ["ThanosRuler"], RULER),
  row2("thanos-sidecar", ["Prometheus"], SIDECAR2, "spec.thanos")
];

// src/admission/operator/shared/label-selector.ts
var OPERATORS3 = ["In", "NotIn", "Exists", "DoesNotExist"];
function selectorFaults(selector3) {
  if (!isJson(selector3)) {
    return [];
  }
  return [
    ...Object.entries(isJson(selector3.matchLabels) ? selector3.matchLabels : {}).flatMap(([key, value]) => {
      const at = `matchLabels[${JSON.stringify(key)}]`;
      return [...keyFaults(key, at), ...valueFaults(value, at)];
    }),
    ...listOf2(selector3.matchExpressions).filter(isJson).flatMap((each2, i) => expressionFaults(each2, `matchExpressions[${i}]`))
  ];
}
function expressionFaults({ key, operator, values }, at) {
  const [name, list] = [textOf2(operator), listOf2(values)];
  if (typeof operator === "string" && !OPERATORS3.includes(name)) {
    return [{ at: `${at}.operator`, value: operator, why: `is no operator: write ${OPERATORS3.map((each2) => shown(each2)).join(", ")}` }];
  }
  const needsValues = name === "In" || name === "NotIn";
  return [
    ...typeof key === "string" ? keyFaults(key, `${at}.key`) : [],
    ...needsValues && list.length === 0 && !isOfOtherType(values) ? [{ at: `${at}.values`, why: `is empty, and ${shown(name)} compares with it: write a value` }] : [],
    ...!needsValues && name !== "" && list.length > 0 ? [{ at: `${at}.values`, why: `has values, and ${shown(name)} compares with none: remove them` }] : [],
    ...list.flatMap((value, i) => valueFaults(value, `${at}.values[${i}]`))
  ];
}
var isOfOtherType = (values) => isSet(values) && !Array.isArray(values);
var isPlaceholder3 = (text2) => text2.includes("${");
function keyFaults(key, at) {
  return isQualifiedName(key) || isPlaceholder3(key) ? [] : [{ at, value: key, why: 'is no label key: write letters, digits, "-", "_" and ".", at most 63, after an optional "prefix/"' }];
}
function valueFaults(value, at) {
  return typeof value !== "string" || isLabelValue(value) || isPlaceholder3(value) ? [] : [{ at, value, why: 'is no label value: write letters, digits, "-", "_" and ".", at most 63' }];
}

// src/admission/operator/shared/references.ts
var STORE = "pkg/assets/store.go";
function referred(kind, reference, { env, namespace }) {
  const [name, key] = [textOf2(reference.name), textOf2(reference.key)];
  if (!env.lookup || namespace === void 0 || name === "") {
    return "unknown";
  }
  const object = env.lookup(kind, namespace, name);
  if (object === "unknown") {
    return "unknown";
  }
  if (object === void 0) {
    return "no-object";
  }
  const plain4 = kind === "Secret" ? object.stringData : object.data;
  if (isJson(plain4) && isSet(plain4[key])) {
    return typeof plain4[key] === "string" ? { text: plain4[key] } : {};
  }
  const encoded = kind === "Secret" && isJson(object.data) ? object.data[key] : void 0;
  return isSet(encoded) ? { text: decoded(encoded) } : "no-key";
}
function decoded(value) {
  return typeof value === "string" ? Buffer.from(value, "base64").toString("utf8") : void 0;
}
function textBehind(reference, context) {
  if (!isJson(reference)) {
    return void 0;
  }
  const [secret, configMap] = [reference.secret, reference.configMap];
  const found = isJson(secret) ? referred("Secret", secret, context) : isJson(configMap) && referred("ConfigMap", configMap, context);
  return typeof found === "object" ? found.text : void 0;
}
function secretText(reference, context) {
  const found = isJson(reference) ? referred("Secret", reference, context) : "unknown";
  return typeof found === "object" ? found.text : void 0;
}
function missing(kind, what) {
  return (reference, context) => {
    if (referred(kind, reference, context) !== what) {
      return [];
    }
    const object = `${kind} ${context.namespace}/${textOf2(reference.name)}`;
    return what === "no-object" ? [{ at: "name", why: `names ${object}, which does not exist: create it in this namespace, or correct the name` }] : [{ at: "key", value: reference.key, why: `is no key of ${object}, which "optional" does not excuse: add the key` }];
  };
}
function existence(kind, object, key) {
  const id = kind.toLowerCase();
  return [
    { id: `references/${id}`, field: "name", see: object, find: missing(kind, "no-object") },
    { id: `references/${id}-key`, field: "key", see: key, find: missing(kind, "no-key") }
  ];
}
var NO_NAME = {
  id: "references/no-name",
  field: "name",
  see: { file: STORE, text: "unable to get secret %q" },
  find: (reference) => textOf2(reference.name) === "" ? [noName("Secret")] : []
};
var NO_CONFIG_MAP_NAME = {
  id: "references/no-configmap-name",
  field: "name",
  see: { file: STORE, text: "unable to get configmap %q" },
  find: (reference) => textOf2(reference.name) === "" ? [noName("ConfigMap")] : []
};
function noName(kind, at = "name") {
  return { at, why: `is missing, and the operator reads the ${kind}: write "name" and "key"` };
}
var SECRET_ROWS = existence(
  "Secret",
  { file: STORE, text: "unable to get secret %q" },
  { file: STORE, text: "key %q in secret %q not found" }
);
var CONFIG_MAP_ROWS = existence(
  "ConfigMap",
  { file: STORE, text: "unable to get configmap %q" },
  { file: STORE, text: "key %q in configmap %q not found" }
);
var SECRET_KEY = { rows: [NO_NAME, ...SECRET_ROWS] };
var NAMED_SECRET_KEY = { rows: SECRET_ROWS };
var NO_NAME_PART = { rows: [NO_NAME] };
var CONFIG_MAP_KEY = { rows: [NO_CONFIG_MAP_NAME, ...CONFIG_MAP_ROWS] };
var UNREAD_SECRET_OR_CONFIG_MAP = {
  rows: [
    {
      id: "references/secret-and-configmap",
      field: "secret, configMap",
      see: { file: "pkg/apis/monitoring/v1/types.go", text: "cannot specify both Secret and ConfigMap" },
      find: (reference) => isJson(reference.secret) && isJson(reference.configMap) ? [{ at: "", why: 'has both "secret" and "configMap": remove one of them' }] : []
    }
  ]
};
var SECRET_OR_CONFIG_MAP = {
  rows: UNREAD_SECRET_OR_CONFIG_MAP.rows,
  contains: [
    { at: "secret", part: SECRET_KEY },
    { at: "configMap", part: CONFIG_MAP_KEY }
  ]
};
function isEmptyReference(reference) {
  return !isJson(reference) || !isJson(reference.secret) && !isJson(reference.configMap);
}

// src/admission/operator/alertmanager/alertmanager.ts
function row3(id, { field, text: text2, file = OPERATOR2, effect = "resource-rejected", since: since2 }, find) {
  return { id: `alertmanager/${id}`, kinds: ["Alertmanager"], field: field === "" ? "spec" : `spec.${field}`, effect, since: since2, see: { file, text: text2 }, find };
}
var specOf = ({ spec }) => isJson(spec) ? spec : {};
function alertmanagerVersion(manifest, otherwise2) {
  const own2 = textOf2(valueAt(manifest, "spec.version"));
  return own2 === "" ? otherwise2 : readVersion(own2);
}
var versionIn2 = (manifest, { env }) => alertmanagerVersion(manifest, env.alertmanager);
var GLOBAL_VERSIONS = [
  ["smtp.forceImplicitTLS", "0.31.0", "'forceImplicitTLS' integration requires Alertmanager", "0.90.0"],
  ["telegram", "0.24.0", "'telegram' integration requires Alertmanager"],
  ["jira", "0.28.0", "'jira' integration requires Alertmanager"],
  ["rocketChat", "0.28.0", "'rocketChat' integration requires Alertmanager"],
  ["webex", "0.25.0", "'webex' integration requires Alertmanager"],
  ["mattermost", "0.32.0", "'mattermost' global parameters require Alertmanager", "0.91.0"]
];
var GLOBAL_URLS = ["telegram", "jira", "victorops", "rocketChat", "webex", "wechat"];
var DROPPED = [
  ["enableFeatures", "0.27.0", "len(a.Spec.EnableFeatures) > 0"],
  ["web.getConcurrency", "0.17.0", "web.GetConcurrency != nil"],
  ["web.timeout", "0.17.0", "web.Timeout != nil"],
  ["web.tlsConfig", "0.22.0", "a.Spec.Web.TLSConfig != nil && version.GTE"],
  ["limits", "0.28.0", "limits != nil"],
  ["clusterTLS", "0.24.0", "clustertlsconfig.New(clusterTLSConfigDir, a)"],
  ["clusterLabel", "0.26.0", "a.Spec.ClusterLabel != nil"],
  ["clusterPeerName", "0.30.0", "a.Spec.ClusterPeerName != nil"]
];
var requires = (version2, own2, cure) => `requires Alertmanager ${version2} or newer; the version is ${own2.text}: ${cure}`;
var isZero2 = (text2) => /^(?:-.*|[+]?(?:0+(?:\.0*)?(?:ns|us|µs|ms|s|m|h))+|[+-]?0)$/.test(text2);
var selector = (field) => row3(
  `selector-${field}`,
  { field, text: `metav1.LabelSelectorAsSelector(am.Spec.${field[0].toUpperCase()}${field.slice(1)})` },
  (value, _, manifest) => isManaged(specOf(manifest)) ? selectorFaults(value) : []
);
var isManaged = (spec) => isSet(spec.alertmanagerConfigSelector) || isSet(spec.alertmanagerConfiguration);
var set3 = (field) => (spec) => isSet(valueAt(spec, field)) && valueAt(spec, field) !== "";
var from2 = (version2, when2) => (spec, process2) => process2?.isAtLeast(version2) === true && when2(spec, process2);
var ARGUMENTS = [
  ...["config.file", "storage.path", "data.retention", "web.listen-address", "web.route-prefix", "cluster.reconnect-timeout"].map((name) => ({ name })),
  // of one replica the operator writes another spelling
  { name: "cluster.listen-address", when: (spec) => isSet(spec.replicas) && spec.replicas !== 1 || spec.forceEnableClusterMode === true },
  { name: "cluster.peer", when: (spec) => spec.replicas !== 0 || listOf2(spec.additionalPeers).length > 0 },
  { name: "web.external-url", when: set3("externalUrl") },
  { name: "web.config.file", when: from2("0.22.0", () => true) },
  { name: "web.get-concurrency", when: from2("0.17.0", set3("web.getConcurrency")) },
  { name: "web.timeout", when: from2("0.17.0", set3("web.timeout")) },
  { name: "enable-feature", when: from2("0.27.0", (spec) => listOf2(spec.enableFeatures).length > 0) },
  { name: "silences.max-silences", when: from2("0.28.0", set3("limits.maxSilences")) },
  { name: "silences.max-per-silence-bytes", when: from2("0.28.0", set3("limits.maxPerSilenceBytes")) },
  { name: "log.level", when: (spec) => filled(spec.logLevel) && spec.logLevel !== "info" },
  { name: "log.format", when: from2("0.16.0", (spec) => filled(spec.logFormat) && spec.logFormat !== "logfmt") },
  { name: "cluster.advertise-address", when: set3("clusterAdvertiseAddress") },
  { name: "cluster.gossip-interval", when: (spec) => filled(spec.clusterGossipInterval) && !isZero2(textOf2(spec.clusterGossipInterval)) },
  { name: "cluster.pushpull-interval", when: ({ clusterPushpullInterval: text2 }) => filled(text2) && !isZero2(textOf2(text2)) },
  { name: "cluster.peer-timeout", when: (spec) => filled(spec.clusterPeerTimeout) && !isZero2(textOf2(spec.clusterPeerTimeout)) },
  { name: "cluster.label", when: from2("0.26.0", () => true) }
];
var KEY2 = "alertmanager.yaml";
function secretFaults(spec, { env: { lookup }, namespace }, manifest) {
  if (!filled(spec.configSecret) || isSet(spec.alertmanagerConfiguration) || !lookup || namespace === void 0) {
    return [];
  }
  const name = configSecretOf(manifest);
  const secret = lookup("Secret", namespace, name);
  if (secret === "unknown") {
    return [];
  }
  const fault = (why) => [{ at: "configSecret", value: name, why: `${why}, and the operator then uses a configuration that drops every alert` }];
  if (!secret) {
    return fault("names a Secret that does not exist");
  }
  return secretValue(secret, KEY2) === void 0 ? fault(`names a Secret without the key "${KEY2}"`) : [];
}
var ALERTMANAGER_ROWS = [
  row3("version", { field: "version", text: "failed to parse alertmanager version" }, (value) => !filled(value) || readVersion(textOf2(value)) ? [] : [{ at: "", value, why: 'is no version: write it like "v0.34.0"' }]),
  row3("version-range", { field: "version", since: "0.78.0", text: "unsupported Alertmanager version %q" }, (value) => {
    const version2 = readVersion(textOf2(value));
    return version2 === void 0 || version2.major === 0 && version2.isAtLeast("0.15.0") ? [] : [{ at: "", value, why: "is a version that the operator cannot configure: use 0.15 or newer, below 1.0" }];
  }),
  row3("configuration-name", { field: "alertmanagerConfiguration", text: "failed to get global AlertmanagerConfig" }, (value, context) => {
    const { env, namespace } = context;
    const name = isJson(value) ? textOf2(value.name) : "";
    if (name === "") {
      return [{ at: "name", why: "is missing: name an AlertmanagerConfig of this namespace" }];
    }
    return namespace !== void 0 && env.lookup && env.lookup("AlertmanagerConfig", namespace, name) === void 0 ? [{ at: "name", value: name, why: "is no AlertmanagerConfig of this namespace: create it, or correct the name" }] : [];
  }),
  selector("alertmanagerConfigSelector"),
  selector("alertmanagerConfigNamespaceSelector"),
  ...GLOBAL_VERSIONS.map(([field, version2, text2, since2]) => row3(`global-${field}-version`, {
    field: `alertmanagerConfiguration.global.${field}`,
    file: GENERATION,
    text: text2,
    since: since2
  }, (_, context, manifest) => {
    const own2 = versionIn2(manifest, context);
    return isBelow(own2, version2) ? [{ at: "", why: requires(version2, own2, "remove it, or use a newer Alertmanager") }] : [];
  })),
  ...GLOBAL_URLS.map((name) => row3(`global-${name}-url`, {
    field: `alertmanagerConfiguration.global.${name}.apiURL`,
    since: "0.92.0",
    file: "pkg/alertmanager/validation/v1/validation.go",
    text: "invalid 'apiURL': %w"
  }, (value) => {
    const why = filled(value) ? whyNoHttpUrl(textOf2(value)) : void 0;
    return why === void 0 ? [] : [{ at: "", value, why: `is no URL: ${why}; write one like "https://api.example.org"` }];
  })),
  row3("global-pagerduty-url", {
    field: "alertmanagerConfiguration.global.pagerdutyUrl",
    file: GENERATION,
    text: "parse Pagerduty URL: %w"
  }, (value) => {
    const why = filled(value) ? whyNoUrl(textOf2(value)) : void 0;
    return why === void 0 ? [] : [{ at: "", value, why: `is no URL: ${why}; write one like "https://events.example.org"` }];
  }),
  row3("cluster-certificate", {
    field: "clusterTLS.client",
    file: "pkg/alertmanager/clustertlsconfig/config.go",
    text: "invalid client TLS configuration: certificate is required"
  }, (value) => isJson(value) && isEmptyReference(value.cert) ? [{ at: "cert", why: "is missing, and members of the cluster need it: refer to a certificate" }] : []),
  row3("arguments", {
    field: "",
    since: "0.82.0",
    file: "pkg/operator/argument.go",
    text: "can't set arguments which are already managed by the operator"
  }, (spec, context, manifest) => argumentFaults(ARGUMENTS, spec, versionIn2(manifest, context))),
  ...DROPPED.map(([field, version2, text2]) => row3(`${field}-dropped`, { field, effect: "field-ignored", file: STATEFUL_SET, text: text2 }, (value, context, manifest) => {
    const own2 = versionIn2(manifest, context);
    return value !== "" && !(Array.isArray(value) && value.length === 0) && isBelow(own2, version2) ? [{ at: "", why: requires(version2, own2, "use a newer Alertmanager") }] : [];
  })),
  ...["retention", "clusterGossipInterval", "clusterPushpullInterval", "clusterPeerTimeout"].map((field) => row3(`${field}-zero`, { field, effect: "field-ignored", since: "0.94.0", file: STATEFUL_SET, text: "zero value not supported" }, (value) => filled(value) && isZero2(textOf2(value)) ? [{ at: "", value, why: 'is zero, and the default is used instead: write a duration such as "120h", or remove the field' }] : [])),
  row3("namespaces-unused", { field: "", effect: "field-ignored", text: "using the configuration from secret as-is" }, (spec) => isJson(spec) && !isSet(spec.alertmanagerConfigSelector) ? ["alertmanagerConfigNamespaceSelector", "alertmanagerConfigMatcherStrategy"].filter((field) => isSet(spec[field])).map((at) => ({ at, why: 'has no effect without "alertmanagerConfigSelector", which selects nothing if it is missing: add "alertmanagerConfigSelector: {}"' })) : []),
  row3("secret-unused", { field: "", effect: "field-ignored", text: "am.Spec.AlertmanagerConfiguration != nil" }, (spec) => isJson(spec) && filled(spec.configSecret) && isSet(spec.alertmanagerConfiguration) ? [{ at: "configSecret", value: spec.configSecret, why: 'is not read next to "alertmanagerConfiguration": remove one of them' }] : []),
  row3(
    "secret-missing",
    { field: "", effect: "works-otherwise", text: "using default Alertmanager configuration" },
    (spec, context, manifest) => secretFaults(isJson(spec) ? spec : {}, context, manifest)
  ),
  ...["baseImage", "tag", "sha"].map((field) => row3(`${field}-deprecated`, { field, effect: "works-otherwise", text: `"spec.${field}", "spec.image"` }, (value) => filled(value) ? [{ at: "", value, why: 'is deprecated: write the whole reference in "image"' }] : []))
];

// src/admission/operator/alertmanager/go-json.ts
function decodeGo(value, type, at = "") {
  if (value === null || value === void 0) {
    return { value: void 0, faults: [] };
  }
  if (type === "anything") {
    return { value, faults: [] };
  }
  if (typeof type === "string") {
    const what = type === "string" ? "a text, in quotes" : "true or false, without quotes";
    return typeof value === type ? { value, faults: [] } : wrongType(value, what, at);
  }
  return "list" in type ? decodeList(value, type.list, at) : decodeFields(value, type.fields, at);
}
function decodeList(value, of3, at) {
  if (!Array.isArray(value)) {
    return wrongType(value, "a list", at);
  }
  const all3 = value.map((each2, index) => decodeGo(each2, of3, `${at}[${index}]`));
  return { value: all3.map((each2) => each2.value ?? (of3 === "string" ? "" : {})), faults: all3.flatMap((each2) => each2.faults) };
}
function decodeFields(value, fields, at) {
  if (!isJson(value)) {
    return wrongType(value, "a map", at);
  }
  const result = {};
  const faults = [];
  for (const [key, each2] of Object.entries(value)) {
    const path2 = at === "" ? key : `${at}.${key}`;
    const name = Object.hasOwn(fields, key) ? key : Object.keys(fields).find((field) => field.toLowerCase() === key.toLowerCase());
    if (name === void 0) {
      faults.push({ at: path2, value: each2, why: "unknown-field", what: key });
      continue;
    }
    const decoded2 = decodeGo(each2, fields[name], path2);
    faults.push(...decoded2.faults);
    if (decoded2.value !== void 0) {
      result[name] = decoded2.value;
    }
  }
  return { value: result, faults };
}
function wrongType(value, what, at) {
  return { value: void 0, faults: [{ at, value, why: "type", what }] };
}

// src/admission/operator/alertmanager/route-tree.ts
var STRINGS = { list: "string" };
var MATCHER = { fields: { name: "string", value: "string", matchType: "string", regex: "boolean" } };
var ROUTE = {
  fields: {
    receiver: "string",
    groupBy: STRINGS,
    groupWait: "string",
    groupInterval: "string",
    repeatInterval: "string",
    matchers: { list: MATCHER },
    continue: "boolean",
    routes: { list: "anything" },
    muteTimeIntervals: STRINGS,
    activeTimeIntervals: STRINGS
  }
};
var ROUTE_FIELDS = Object.keys(ROUTE.fields);
var prepared = /* @__PURE__ */ new WeakMap();
function withTree(spec) {
  const copy2 = { ...spec };
  prepared.set(copy2, treeOf2(spec));
  return copy2;
}
function treeOf2(spec) {
  const routes = isJson(spec.route) ? walk(spec.route, "route", true) : [];
  return { routes, matchers: matchersIn(routes, spec) };
}
function routesOf(spec) {
  return (prepared.get(spec) ?? treeOf2(spec)).routes;
}
function matchersOf(spec) {
  return (prepared.get(spec) ?? treeOf2(spec)).matchers;
}
function walk(value, at, isTop) {
  const { value: route, faults } = isTop ? { value, faults: [] } : decodeGo(value, ROUTE);
  const node = {
    at,
    isTop,
    route: isJson(route) ? route : {},
    faults: faults.map((fault) => ({ ...fault, at: join(at, fault.at) }))
  };
  const children = Array.isArray(node.route.routes) ? node.route.routes : [];
  return [node, ...children.flatMap((child, index) => walk(child, `${at}.routes[${index}]`, false))];
}
function matchersIn(routes, spec) {
  const inRoutes2 = routes.filter(({ faults }) => faults.length === 0).flatMap(({ at, route, isTop }) => nodes(route.matchers, `${at}.matchers`, isTop));
  const inRules = mapsOf(spec.inhibitRules).flatMap(({ at, map }) => ["sourceMatch", "targetMatch"].flatMap((field) => nodes(map[field], `inhibitRules[${at}].${field}`, true)));
  return [...inRoutes2, ...inRules];
}
function nodes(list, path2, isChecked) {
  return mapsOf(list).map(({ at, map }) => ({
    at: `${path2}[${at}]`,
    name: textOf2(map.name),
    value: textOf2(map.value),
    matchType: textOf2(map.matchType),
    regex: map.regex === true,
    isChecked
  }));
}

// src/admission/operator/alertmanager/matchers.ts
var TYPE_FILE = "pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go";
var MATCH_TYPES = ["=", "!=", "=~", "!~"];
var CLASSIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
var of2 = (find, field = "") => (spec, context) => matchersOf(spec).flatMap((matcher) => {
  const fault = find(matcher, context);
  return fault ? [{ at: `${matcher.at}${field}`, ...fault }] : [];
});
function operatorOf2({ matchType, regex }) {
  if (matchType !== "") {
    return matchType;
  }
  return regex ? "=~" : "=";
}
function whyNoPattern2(pattern) {
  return whyNoPattern(`^(?:${pattern})$`);
}
var isUnreadable = (name) => /[\s\\'`]/.test(name.trim()) && !/[,=!~{}"]/.test(name);
var needsUtf8 = (name) => name.trim() !== "" && !CLASSIC.test(name.trim());
var MATCHER_ROWS = [
  leftOut({
    id: "alertmanager-config/match-type",
    field: "route.routes[].matchers[].matchType",
    see: { file: TYPE_FILE, text: "invalid 'matchType'" },
    find: of2(({ matchType, isChecked }) => isChecked || matchType === "" || MATCH_TYPES.includes(matchType) ? void 0 : { value: matchType, why: `is no operator: use one of ${MATCH_TYPES.map((each2) => shown(each2)).join(", ")}` }, ".matchType")
  }),
  leftOut({
    id: "alertmanager-config/matcher-name",
    field: "route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name",
    see: { file: TYPE_FILE, text: "matcher 'name' is required" },
    find: of2(({ name, matchType }) => matchType === "" || name.trim() !== "" ? void 0 : { value: name, why: "is blank: write the name of a label" }, ".name")
  }),
  leftOut({
    id: "alertmanager-config/match-type-version",
    field: "route.matchers[].matchType, inhibitRules[].sourceMatch[].matchType, inhibitRules[].targetMatch[].matchType",
    see: { file: OPERATOR2, text: "comparison based matching is supported in Alertmanager >= 0.22.0 only" },
    find: of2(({ matchType }, { env }) => matchType !== "" && isBelow(env.alertmanager, "0.22.0") ? {
      value: matchType,
      why: `requires Alertmanager 0.22.0 or newer; the version is ${env.alertmanager.text}: use "regex", or a newer Alertmanager`
    } : void 0, ".matchType")
  }),
  atReload({
    id: "alertmanager-config/matcher-without-name",
    field: "route.routes[].matchers[].name",
    see: inAlertmanager("pkg/labels/parse.go", "bad matcher format"),
    find: of2(({ name, matchType }) => matchType === "" && name.trim() === "" ? { value: name, why: "is blank: write the name of a label" } : void 0, ".name")
  }),
  atReload({
    id: "alertmanager-config/matcher-name-syntax",
    field: "route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name",
    see: inAlertmanager("matcher/parse/lexer.go", "isReserved"),
    find: of2(({ name }) => isUnreadable(name) ? { value: name, why: "is no name of a label: Alertmanager cannot parse a name with a space, a quote or a backslash" } : void 0, ".name")
  }),
  atReload({
    id: "alertmanager-config/matcher-name-utf8",
    field: "route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name",
    see: inAlertmanager("matcher/compat/parse.go", "isValidUTF8LabelName"),
    find: of2(({ name }, { env }) => needsUtf8(name) && !isUnreadable(name) && isBelow(env.alertmanager, "0.27.0") ? { value: name, why: `requires Alertmanager 0.27.0 or newer; the version is ${env.alertmanager.text}: use letters, digits and "_" alone` } : void 0, ".name")
  }),
  atReload({
    id: "alertmanager-config/matcher-pattern",
    field: "route.matchers[].value, inhibitRules[].sourceMatch[].value, inhibitRules[].targetMatch[].value",
    see: inAlertmanager("pkg/labels/matcher.go", "regexp.Compile"),
    find: of2((matcher) => {
      const why = operatorOf2(matcher).endsWith("~") ? whyNoPattern2(matcher.value) : void 0;
      return why === void 0 ? void 0 : { value: matcher.value, why: `is no regular expression of RE2 (${why}): correct it, or compare with "="` };
    }, ".value")
  }),
  otherwise({
    id: "alertmanager-config/regex-unused",
    field: "route.matchers[].regex, inhibitRules[].sourceMatch[].regex, inhibitRules[].targetMatch[].regex",
    see: { file: "pkg/alertmanager/amcfg.go", text: 'if m.MatchType != ""' },
    find: of2(({ regex, matchType }) => regex && (matchType === "=" || matchType === "!=") ? {
      value: true,
      why: `is not read next to "matchType": ${shown(matchType)}: write "matchType": "${matchType[0]}~" for a pattern, or remove "regex"`
    } : void 0, ".regex")
  })
];

// src/promql/string-literal.ts
var ESCAPES = { "a": "\x07", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "	", "v": "\v", "\\": "\\", "'": "'", '"': '"' };
function unquote(literal2) {
  const inner = literal2.slice(1, -1);
  if (literal2.startsWith("`")) {
    return inner;
  }
  return inner.replace(/\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gs, (whole, escape) => {
    if (/^[xuU].+/.test(escape)) {
      return String.fromCodePoint(Math.min(parseInt(escape.slice(1), 16), 1114111));
    }
    if (/^[0-7]{3}$/.test(escape)) {
      return String.fromCodePoint(parseInt(escape, 8));
    }
    return ESCAPES[escape] ?? whole;
  });
}

// src/promql/alert-matchers.ts
function readAlertMatchers(text2, mode) {
  return classicMatchers(text2) ?? (mode === "classic" ? void 0 : utf8Matchers(text2));
}
function classicMatchers(text2) {
  const found = [];
  for (const token of tokensOf2(text2.replace(/^\{/, "").replace(/\}$/, ""))) {
    const matcher = classicMatcher(token);
    if (!matcher) {
      return void 0;
    }
    found.push(matcher);
  }
  return found;
}
function tokensOf2(text2) {
  const tokens = [];
  let [token, isQuoted, isEscaped] = ["", false, false];
  for (const character of text2) {
    if (character === "," && !isQuoted) {
      tokens.push(token);
      token = "";
      continue;
    }
    if (character === '"' && !isEscaped) {
      isQuoted = !isQuoted;
    }
    isEscaped = character === "\\" ? !isEscaped : false;
    token += character;
  }
  return token.trim() === "" ? tokens : [...tokens, token.trim()];
}
var CLASSIC2 = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([^]*?)[\t\n\f\r ]*$/;
function classicMatcher(text2) {
  const [, label, operator, raw] = CLASSIC2.exec(text2) ?? [];
  if (operator === void 0) {
    return void 0;
  }
  const isQuoted = raw.startsWith('"');
  let [value, isClosed2] = ["", !isQuoted];
  const inner = isQuoted ? raw.slice(1) : raw;
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at];
    if (character === "\\" && at < inner.length - 1) {
      const next = inner[++at];
      value += next === "n" ? "\n" : next === '"' || next === "\\" ? next : `\\${next}`;
      continue;
    }
    if (character === '"') {
      if (isClosed2 || at < inner.length - 1) {
        return void 0;
      }
      isClosed2 = true;
      continue;
    }
    value += character;
  }
  return isClosed2 ? { label, operator, value } : void 0;
}
var TOKEN = /\s*(?:([{},])|(=~|!~|!=|=)|("(?:[^"\\]|\\.)*")|([^\s{}!=~,\\"'`]+))/sy;
var GO_STRING = /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*"$/;
function utf8Matchers(text2) {
  const tokens = lex(text2);
  if (!tokens) {
    return void 0;
  }
  const hasBrace = tokens[0] === "{";
  if (hasBrace !== (tokens[tokens.length - 1] === "}") || hasBrace && tokens.length < 2) {
    return void 0;
  }
  const inner = hasBrace ? tokens.slice(1, -1) : tokens;
  const found = [];
  for (let at = 0; at < inner.length; at += 4) {
    const [label, operator, value, comma] = inner.slice(at, at + 4);
    const [name, text_] = [wordOf(label), wordOf(value)];
    if (name === void 0 || text_ === void 0 || !/^[=!]/.test(operator) || comma !== void 0 && comma !== ",") {
      return void 0;
    }
    found.push({ label: name, operator, value: text_ });
  }
  return found;
}
function lex(text2) {
  const tokens = [];
  const rest = text2.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const match = TOKEN.exec(rest);
    if (!match) {
      return void 0;
    }
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
  }
  return tokens;
}
function wordOf(token) {
  if (token === void 0 || /^(?:[{},]|=~|!~|!=|=)$/.test(token)) {
    return void 0;
  }
  if (!token.startsWith('"')) {
    return token;
  }
  return GO_STRING.test(token) ? unquote(token) : void 0;
}

// src/admission/operator/shared/duration.ts
var PATTERN2 = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
var UNITS2 = [31536e6, 6048e5, 864e5, 36e5, 6e4, 1e3, 1];
var LONGEST4 = 9223372036854;
function durationOf(text2) {
  if (text2 === "0") {
    return 0;
  }
  const parts = text2 === "" || text2.length > 100 ? null : PATTERN2.exec(text2);
  if (!parts) {
    return void 0;
  }
  const sum = UNITS2.reduce((total, unit, at) => total + unit * Number(parts[at + 1] ?? 0), 0);
  return sum > LONGEST4 ? void 0 : sum;
}

// src/admission/operator/alertmanager/raw-config.ts
var FIELDS2 = {
  "": ["global", "route", "inhibit_rules", "receivers", "templates", "mute_time_intervals", "time_intervals"],
  "route": [
    "receiver",
    "group_by",
    "match",
    "match_re",
    "matchers",
    "continue",
    "routes",
    "group_wait",
    "group_interval",
    "repeat_interval",
    "mute_time_intervals",
    "active_time_intervals"
  ],
  "inhibit_rules": ["target_match", "target_match_re", "target_matchers", "source_match", "source_match_re", "source_matchers", "equal"]
};
var ALERTMANAGER_FIELDS = {
  "": ["tracing", "event_recorder"],
  "route": ["labels"],
  "inhibit_rules": ["name"]
};
function whyUnread(text2) {
  const read5 = text2.trim() === "" ? void 0 : parseDocuments(text2);
  if (!read5 || !("problem" in read5)) {
    return void 0;
  }
  const { problem: problem2 } = read5;
  return inWords(problem2.kind === "syntax" ? { ...problem2, why: problem2.why.split(/[:"'(]/)[0].trim() } : problem2);
}
function rawConfigFaults(text2, reader) {
  if (text2 === "") {
    return [];
  }
  const read5 = parseDocuments(text2);
  if ("problem" in read5) {
    return [];
  }
  const [config] = read5.documents;
  if (!isJson(config)) {
    return [{ at: "", why: 'is no map: write "route" and "receivers"' }];
  }
  if (!isJson(config.route)) {
    return [{ at: "route", why: "is missing: write a route with a receiver" }, ...unknownFields(config, "", "", reader)];
  }
  return [
    ...rootFaults(config.route, reader),
    ...nameFaults(config),
    ...routeFaults(config.route, "route", {
      receivers: namesOf2(config.receivers),
      intervals: [...namesOf2(config.time_intervals), ...namesOf2(config.mute_time_intervals)],
      reader
    }),
    ...mapsOf(config.inhibit_rules).flatMap(({ at, map }) => ruleFaults(map, `inhibit_rules[${at}]`, reader)),
    ...unknownFields(config, "", "", reader)
  ];
}
function rootFaults(route, { isManaged: isManaged3 }) {
  const counts = (each2) => isManaged3 || typeof each2 !== "string" || !["", "{}"].includes(each2.trim());
  const isFilled = (value) => Array.isArray(value) ? value.some(counts) : isJson(value) && Object.keys(value).length > 0;
  const MOVE = "is set at the first route, which takes every alert: move it into a route below";
  return [
    ...filled(route.receiver) || isSet(route.receiver) && route.receiver !== "" ? [] : [{ at: "route.receiver", why: "is missing: name a receiver for the alerts that no other route takes" }],
    ...route.continue === true ? [{ at: "route.continue", why: "is set at the first route, which has no route next to it: remove it" }] : [],
    ...["matchers", "match", "match_re", "mute_time_intervals", "active_time_intervals"].filter((field) => isFilled(route[field])).map((field) => ({ at: `route.${field}`, why: MOVE }))
  ];
}
var namesOf2 = (list) => mapsOf(list).map(({ map }) => scalarText(map.name)).filter((name) => name !== "");
function scalarText(value) {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : textOf2(value);
}
function nameFaults(config) {
  return [["receivers"], ["mute_time_intervals", "time_intervals"]].flatMap((fields) => {
    const all3 = fields.flatMap((field) => mapsOf(config[field]).map(({ at, map }) => ({ at: `${field}[${at}].name`, name: scalarText(map.name) })));
    return all3.flatMap(({ at, name }, index) => {
      if (name === "") {
        return [{ at, why: "is missing: write a name" }];
      }
      return all3.findIndex((other) => other.name === name) < index ? [{ at, value: name, why: "stands here twice: give each its own name" }] : [];
    });
  });
}
function routeFaults(route, at, names2) {
  const receiver = scalarText(route.receiver);
  const labels2 = listOf2(route.group_by).map(scalarText);
  return [
    ...receiver !== "" && !names2.receivers.includes(receiver) ? [{ at: `${at}.receiver`, value: receiver, why: 'is no receiver of this file: add it to "receivers", or correct the name' }] : [],
    ...["mute_time_intervals", "active_time_intervals"].flatMap((field) => listOf2(route[field]).map(scalarText).flatMap((name, index) => names2.intervals.includes(name) ? [] : [{
      at: `${at}.${field}[${index}]`,
      value: name,
      why: 'is no time interval of this file: add it to "time_intervals", or correct the name'
    }])),
    ...labels2.flatMap((label, index) => label !== "..." && labels2.indexOf(label) < index ? [{ at: `${at}.group_by[${index}]`, value: label, why: "stands here twice: remove one" }] : []),
    ...labels2.includes("...") && labels2.some((label) => label !== "...") ? [{ at: `${at}.group_by`, why: 'has "..." and names of labels: "..." stands for all labels, so it must stand alone' }] : [],
    ...["group_wait", "group_interval", "repeat_interval"].flatMap((field) => durationFaults(route[field], `${at}.${field}`, field !== "group_wait")),
    ...matcherFaults(route.matchers, `${at}.matchers`, names2.reader),
    ...unknownFields(route, "route", at, names2.reader),
    ...mapsOf(route.routes).flatMap((child) => routeFaults(child.map, `${at}.routes[${child.at}]`, names2))
  ];
}
function durationFaults(value, at, isPositive) {
  if (typeof value !== "number" && typeof value !== "string") {
    return [];
  }
  const text2 = String(value);
  const duration2 = durationOf(text2);
  if (duration2 === void 0) {
    return [{
      at,
      value: text2,
      why: 'is no duration of Prometheus: write one like "30s", "5m" or "4h", the larger units first'
    }];
  }
  return isPositive && duration2 === 0 ? [{ at, value: text2, why: 'is zero: write a duration such as "5m", or remove the field' }] : [];
}
function ruleFaults(rule2, at, reader) {
  return [
    ...["source_matchers", "target_matchers"].flatMap((field) => matcherFaults(rule2[field], `${at}.${field}`, reader)),
    ...unknownFields(rule2, "inhibit_rules", at, reader)
  ];
}
function matcherFaults(list, at, { isManaged: isManaged3 }) {
  return listOf2(list).flatMap((text2, index) => {
    if (typeof text2 !== "string") {
      return [];
    }
    const fault = (why2) => [{ at: `${at}[${index}]`, value: text2, why: why2 }];
    const matchers = readAlertMatchers(text2, isManaged3 ? "classic" : "fallback");
    if (!matchers) {
      return fault(isManaged3 && readAlertMatchers(text2, "fallback") ? 'has a name that the operator does not parse, whatever Alertmanager does: use letters, digits and "_" alone, without quotes' : 'is no matcher: write one like severity="critical"');
    }
    const [why] = matchers.filter(({ operator }) => operator.endsWith("~")).flatMap(({ value }) => whyNoPattern2(value) ?? []);
    return why === void 0 ? [] : fault(`has no regular expression of RE2 (${why}): correct it, or compare with "="`);
  });
}
function unknownFields(map, part, at, { isManaged: isManaged3, knowsFields }) {
  if (!knowsFields) {
    return [];
  }
  const known6 = [...FIELDS2[part], ...isManaged3 ? [] : ALERTMANAGER_FIELDS[part]];
  return Object.keys(map).filter((key) => !known6.includes(key)).map((key) => {
    const [meant] = similarTo(key, known6);
    const isOfAlertmanager = ALERTMANAGER_FIELDS[part].includes(key);
    const rename = meant === void 0 ? "remove it" : `write ${shown(meant)}`;
    const cure = isOfAlertmanager ? 'the operator does not accept it in a Secret next to "alertmanagerConfigSelector": remove it' : rename;
    return { at: at === "" ? key : `${at}.${key}`, why: `is no field${isOfAlertmanager ? " that the operator has" : ""}: ${cure}` };
  });
}

// src/admission/operator/rules.ts
var rules_exports3 = {};
__export(rules_exports3, {
  BLOCKED: () => BLOCKED,
  CONFIG_KEY: () => CONFIG_KEY,
  CONFIG_UNREAD: () => CONFIG_UNREAD,
  IGNORED: () => IGNORED,
  LEFT_OUT: () => LEFT_OUT,
  OTHERWISE: () => OTHERWISE,
  REJECTED: () => REJECTED2,
  RELOAD: () => RELOAD
});
var where = ({ object, path: path2, value, why }) => `${path2}${object === void 0 ? "" : ` of ${object}`}${value === void 0 || value === null ? "" : ` is ${shown(value)}, which`} ${why}`;
var SELECTOR2 = "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/resource_selector.go";
var PROMCFG = "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go";
var LEFT_OUT = rule({
  id: "operator/left-out",
  severity: "error",
  message: (args) => `${where(args)}; the operator leaves this ${args.kind} out, the others go on`,
  why: "The apiserver accepts the object, and the operator writes nothing of it. Only an event and the log of the operator report it.",
  example: {
    object: "ServiceMonitor shop/web",
    kind: "ServiceMonitor",
    path: "spec.endpoints[0].scrapeTimeout",
    value: "60s",
    why: 'is longer than "interval", "30s": shorten "scrapeTimeout"'
  },
  see: SELECTOR2
});
var REJECTED2 = rule({
  id: "operator/rejected",
  severity: "error",
  message: (args) => `${where(args)}; the operator rejects the whole ${args.kind}`,
  why: "Each reconciliation fails. Pods and configuration stay as they were, and no later change takes effect.",
  example: {
    object: "Prometheus monitoring/main",
    kind: "Prometheus",
    path: "spec.version",
    value: "latest",
    why: 'is no version: write it like "v3.5.0"'
  },
  see: PROMCFG
});
var BLOCKED = rule({
  id: "operator/blocked",
  severity: "error",
  message: (args) => `${where(args)}; the operator selects this ${args.kind} and then rejects everything that is selected with it`,
  why: "The object passes selection and makes the configuration fail. The routing of every team is stuck, although one object is wrong.",
  example: {
    object: "AlertmanagerConfig shop/team",
    kind: "AlertmanagerConfig",
    path: "spec.route.routes[0].groupWait",
    value: "soon",
    why: 'is no duration: write it like "30s"'
  },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/alertmanager/amcfg.go"
});
var RELOAD = rule({
  id: "operator/reload",
  severity: "error",
  message: (args) => `${where(args)}; the operator writes it, and the process rejects its configuration`,
  why: "The old configuration stays in use until the pod restarts, which then does not start. The owner of the object is not informed.",
  example: {
    object: "Probe shop/web",
    kind: "Probe",
    path: "spec.oauth2",
    value: void 0,
    why: 'is set next to "basicAuth", and a client has one way of authentication: remove one of them'
  },
  see: PROMCFG
});
var IGNORED = rule({
  id: "operator/ignored",
  severity: "warning",
  message: (args) => `${where(args)}; the operator ignores it`,
  why: "The field has no effect. Only a line in the log of the operator reports it.",
  example: {
    object: "PodMonitor shop/web",
    kind: "PodMonitor",
    path: "spec.keepDroppedTargets",
    value: void 0,
    why: "is written from Prometheus 2.47.0 on; the version is 2.44.0: remove it, or update"
  },
  see: PROMCFG
});
var OTHERWISE = rule({
  id: "operator/otherwise",
  severity: "warning",
  message: (args) => `${where(args)}; the operator accepts it`,
  why: "It works, in another way than the manifest suggests.",
  example: {
    object: "PodMonitor shop/web",
    kind: "PodMonitor",
    path: "spec.podMetricsEndpoints[0].path",
    value: "/metrics?all=1",
    why: 'has "?", which Prometheus escapes, so that the server sees another path: move the query into "params"'
  },
  see: "https://github.com/prometheus/prometheus/blob/main/scrape/target.go"
});
var ALERTMANAGER = "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/alertmanager/operator.go";
var CONFIG_KEY = rule({
  id: "operator/config-key",
  severity: "error",
  message: ({ object = "it", alertmanager, why }) => `${object} holds the configuration of the Alertmanager ${shown(alertmanager)}, and ${why}`,
  why: 'The operator reads the key "alertmanager.yaml" alone. Without it, it writes a configuration whose only receiver drops every alert; a line in its log says so.',
  example: {
    object: "Secret monitoring/alertmanager-main",
    alertmanager: "main",
    why: 'has the key "alertmanager.yml": rename it to "alertmanager.yaml"; the operator reads no other key, and uses a configuration that drops every alert'
  },
  see: ALERTMANAGER
});
var CONFIG_UNREAD = rule({
  id: "operator/config-unread",
  severity: "warning",
  message: ({ object, alertmanager, why }) => `${object === void 0 ? "" : `${object}, `}the configuration of the Alertmanager ${shown(alertmanager)}${object === void 0 ? "" : ","} ${why}`,
  why: "What cannot be read is not checked. Go reads some texts that YAML 1.2 does not allow, so that it is no error. Of an empty file the operator makes its own, which drops every alert.",
  example: {
    object: "Secret monitoring/alertmanager-main",
    alertmanager: "main",
    why: "is no YAML that can be read here, so that nothing of it is checked: line 2, column 1: Flow sequence is not closed"
  },
  see: ALERTMANAGER
});

// src/admission/operator/alertmanager/secret.ts
var FILE2 = "alertmanager.yaml";
var NEXT_OPERATOR = "0.95.0";
var NEXT_ALERTMANAGER = "0.36.0";
function usersOf(secret, alertmanagers) {
  const [name, namespace] = [textOf2(valueAt(secret, "metadata.name")), valueAt(secret, "metadata.namespace")];
  return alertmanagers.filter((each2) => configSecretOf(each2) === name && valueAt(each2, "metadata.namespace") === namespace && !isSet(valueAt(each2, "spec.alertmanagerConfiguration")));
}
function alertmanagerSecretProblems(secret, alertmanagers, env = {}) {
  return usersOf(secret, alertmanagers).flatMap((each2) => problemsFor(secret, each2, env));
}
function alertmanagerSecretFindings(secret, object, alertmanagers, env = {}) {
  return alertmanagerSecretProblems(secret, alertmanagers, env).map(({ row: row13, effect, path: path2, value, why, alertmanager }) => {
    if (row13 === "alertmanager-secret/key") {
      return finding(CONFIG_KEY, { object, alertmanager, why });
    }
    if (row13 === "alertmanager-secret/unread" || row13 === "alertmanager-secret/empty") {
      return finding(CONFIG_UNREAD, { object, alertmanager, why });
    }
    return finding(effect === "resource-rejected" ? REJECTED2 : RELOAD, { object, kind: `Alertmanager ${alertmanager}`, path: path2, value, why });
  });
}
function problemsFor(secret, alertmanager, env) {
  const name = textOf2(valueAt(alertmanager, "metadata.name"));
  const content = secretValue(secret, FILE2);
  if (content === void 0) {
    return missingKey(secret, name);
  }
  if (content === "unknown") {
    return [];
  }
  const { text: text2 } = content;
  const isManaged3 = isSet(valueAt(alertmanager, "spec.alertmanagerConfigSelector"));
  const process2 = alertmanagerVersion(alertmanager, env.alertmanager);
  const operators = [env.operator ?? []].flat();
  const knowsFields = isManaged3 ? operators.length > 0 && operators.every((each2) => isBelow(each2, NEXT_OPERATOR)) : isBelow(process2, NEXT_ALERTMANAGER);
  const place = isJson(secret.stringData) && FILE2 in secret.stringData ? "stringData" : "data";
  if (text2 === "") {
    const why = 'is empty, and the operator then uses a configuration that drops every alert: write "route" and "receivers"';
    return [{ row: "alertmanager-secret/empty", effect: "works-otherwise", path: `${place}["${FILE2}"]`, why, alertmanager: name }];
  }
  const unread = whyUnread(text2);
  if (unread !== void 0) {
    const why = `is no YAML that can be read here, so that nothing of it is checked: ${unread}`;
    return [{ row: "alertmanager-secret/unread", effect: "works-otherwise", path: `${place}["${FILE2}"]`, why, alertmanager: name }];
  }
  return rawConfigFaults(text2, { isManaged: isManaged3, knowsFields }).map(({ at, value, why }) => ({
    row: "alertmanager-secret/content",
    effect: isManaged3 ? "resource-rejected" : "invalid-at-reload",
    path: `${place}["${FILE2}"]${at === "" ? "" : `: ${at}`}`,
    value,
    why,
    alertmanager: name
  }));
}
function missingKey(secret, alertmanager) {
  const keys = [secret.stringData, secret.data].flatMap((each2) => isJson(each2) ? Object.keys(each2) : []);
  if (keys.length === 0) {
    return [];
  }
  const meant = keys.find((key) => /^alertmanager\.ya?ml$/i.test(key) || /^(?:alertmanager[-_.]?)?config(?:uration)?\.ya?ml$/i.test(key));
  const why = meant === void 0 ? `has only ${listed(keys.map((key) => shown(key)))}: add the key "${FILE2}"` : `has the key ${shown(meant)}: rename it to "${FILE2}"`;
  return [{
    row: "alertmanager-secret/key",
    effect: "field-ignored",
    path: isJson(secret.stringData) ? "stringData" : "data",
    why: `${why}; the operator reads no other key, and uses a configuration that drops every alert`,
    alertmanager
  }];
}

// src/admission/operator/alertmanager/inhibitions.ts
var CLASSIC3 = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
var inEqual = (why) => (spec, context) => mapsOf(spec.inhibitRules).flatMap(({ at, map }) => listOf2(map.equal).flatMap((label, index) => {
  const found = typeof label === "string" ? why(label, context) : void 0;
  return found === void 0 ? [] : [{ at: `inhibitRules[${at}].equal[${index}]`, value: label, why: found }];
}));
var INHIBIT_ROWS = [
  atReload({
    id: "alertmanager-config/equal-empty",
    field: "inhibitRules[].equal[]",
    see: inAlertmanager("config/common/inhibitrule.go", "invalid label name %q in equal list"),
    find: inEqual((label) => label === "" ? "is empty: write the name of a label" : void 0)
  }),
  atReload({
    id: "alertmanager-config/equal-utf8",
    field: "inhibitRules[].equal[]",
    see: inAlertmanager("config/common/inhibitrule.go", "invalid label name %q in equal list"),
    find: inEqual((label, { env }) => label !== "" && !CLASSIC3.test(label) && isBelow(env.alertmanager, "0.28.0") ? `requires Alertmanager 0.28.0 or newer; the version is ${env.alertmanager.text}: use letters, digits and "_" alone` : void 0)
  })
];

// src/admission/operator/shared/authorization.ts
var TYPES4 = "pkg/apis/monitoring/v1/prometheus_types.go";
var isBasic = ({ type }) => textOf2(type).trim().toLowerCase() === "basic";
var basic = ({ type }) => [{ at: "type", value: type, why: 'sends no user name and password: use "basicAuth"' }];
var SAFE_BASIC = {
  id: "authorization/basic",
  field: "type",
  see: { file: TYPES4, text: "'authorization' type cannot be set to" },
  find: (part) => isJson(part.credentials) && isBasic(part) ? basic(part) : []
};
var SAFE_AUTHORIZATION = {
  rows: [SAFE_BASIC],
  contains: [{ at: "credentials", part: NAMED_SECRET_KEY }]
};
var MISSING_CREDENTIALS = {
  id: "authorization/credentials",
  field: "credentials",
  see: { file: TYPES4, text: "'authorization' credentials are required" },
  find: (part) => isJson(part.credentials) ? [] : [{ at: "credentials", why: 'is missing: name a Secret and a key, or remove "authorization"' }]
};
var TWICE = {
  id: "authorization/twice",
  field: "credentials, credentialsFile",
  see: { file: TYPES4, text: "authorization can not specify both" },
  find: (part) => isJson(part.credentials) && textOf2(part.credentialsFile) !== "" ? [
    {
      at: "credentialsFile",
      value: part.credentialsFile,
      why: 'is set next to "credentials": remove one of them'
    }
  ] : []
};
var AUTHORIZATION = {
  rows: [
    TWICE,
    {
      id: "authorization/any-basic",
      field: "type",
      see: { file: TYPES4, text: "authorization type cannot be set to" },
      find: (part) => isJson(part.credentials) && isBasic(part) ? basic(part) : []
    }
  ],
  contains: [{ at: "credentials", part: NAMED_SECRET_KEY }]
};
var UNREAD_AUTHORIZATION = {
  rows: [
    TWICE,
    {
      id: "authorization/class-basic",
      field: "type",
      see: { file: TYPES4, text: "authorization type cannot be set to" },
      find: (part) => isBasic(part) ? basic(part) : []
    }
  ]
};

// src/admission/operator/shared/basic-auth.ts
var needs = (field, text2) => ({
  id: `basic-auth/${field}`,
  field,
  see: { file: "pkg/assets/store.go", text: text2 },
  find: (part) => isJson(part[field]) && textOf2(part[field].name) !== "" ? [] : [
    {
      ...noName("Secret", field),
      why: 'names no Secret, and the operator reads both user name and password: write "name" and "key"'
    }
  ]
});
var BASIC_AUTH = {
  rows: [needs("username", "failed to get basic auth username"), needs("password", "failed to get basic auth password")],
  contains: [
    { at: "username", part: NAMED_SECRET_KEY },
    { at: "password", part: NAMED_SECRET_KEY }
  ]
};

// src/admission/operator/shared/proxy.ts
var TYPES5 = "pkg/apis/monitoring/v1/types.go";
var fromEnvironment = (part) => part.proxyFromEnvironment === true;
var hasUrl = (part) => textOf2(part.proxyUrl) !== "";
var excludes = (part) => textOf2(part.noProxy) !== "";
var headers = (part) => isJson(part.proxyConnectHeader) ? part.proxyConnectHeader : {};
var isEmptySelector2 = (selector3) => isJson(selector3) && textOf2(selector3.name) === "" && textOf2(selector3.key) === "" && selector3.optional === void 0;
function row4(id, field, since2, text2, condition, why) {
  const at = field.split(",")[0];
  return {
    id: `proxy/${id}`,
    field,
    since: since2,
    isAsOldAsField: true,
    see: { file: TYPES5, text: text2 },
    find: (part) => condition(part) ? [{ at, value: typeof part[at] === "string" ? part[at] : void 0, why }] : []
  };
}
var PROXY = {
  rows: [
    row4(
      "header-alone",
      "proxyConnectHeader",
      "0.71.0",
      "if proxyConnectHeader is configured, proxyUrl or proxyFromEnvironment must also be configured",
      (part) => Object.keys(headers(part)).length > 0 && !fromEnvironment(part) && !hasUrl(part),
      'is sent to no proxy: set "proxyUrl" or "proxyFromEnvironment"'
    ),
    row4(
      "twice",
      "proxyUrl, proxyFromEnvironment",
      "0.71.0",
      "if proxyFromEnvironment is configured, proxyUrl must not be configured",
      (part) => fromEnvironment(part) && hasUrl(part),
      'is set next to "proxyFromEnvironment": remove one of them'
    ),
    row4(
      "no-proxy-of-environment",
      "noProxy, proxyFromEnvironment",
      "0.71.0",
      "if proxyFromEnvironment is configured, noProxy must not be configured",
      (part) => fromEnvironment(part) && excludes(part),
      'is set next to "proxyFromEnvironment", whose list is the variable NO_PROXY: remove one of them'
    ),
    row4(
      "no-proxy-alone",
      "noProxy",
      "0.71.0",
      "if noProxy is configured, proxyUrl must also be configured",
      (part) => !hasUrl(part) && !fromEnvironment(part) && excludes(part),
      'excludes targets from no proxy: set "proxyUrl", or remove "noProxy"'
    ),
    {
      id: "proxy/header-empty",
      field: "proxyConnectHeader{}",
      since: "0.78.0",
      see: { file: TYPES5, text: "selector must not be empty" },
      find: (part) => Object.entries(headers(part)).filter(([, values]) => Array.isArray(values) && values.length === 0).map(([name]) => ({
        at: `proxyConnectHeader[${JSON.stringify(name)}]`,
        why: "has no value: refer to a key of a Secret, or remove the header"
      }))
    },
    {
      id: "proxy/header-reference",
      field: "proxyConnectHeader{}[]",
      since: "0.77.0",
      see: { file: TYPES5, text: "selector must be defined" },
      find: (part) => Object.entries(headers(part)).flatMap(
        ([name, values]) => listOf2(values).flatMap(
          (value, at) => isEmptySelector2(value) ? [{ at: `proxyConnectHeader[${JSON.stringify(name)}][${at}]`, why: 'refers to nothing: write "name" and "key" of a Secret' }] : []
        )
      )
    },
    {
      id: "proxy/url",
      field: "proxyUrl",
      since: "0.82.0",
      see: { file: TYPES5, text: "url.Parse(*pc.ProxyURL)" },
      find: (part) => {
        const why = whyNoUrl(textOf2(part.proxyUrl));
        return why === void 0 ? [] : [{ at: "proxyUrl", value: part.proxyUrl, why: `is no URL: ${why}; write it like "http://proxy.example.org:3128"` }];
      }
    }
  ],
  contains: [{ at: "proxyConnectHeader{}[]", part: SECRET_KEY, since: "0.82.0" }]
};

// src/admission/operator/shared/tls.ts
var TYPES6 = "pkg/apis/monitoring/v1/tls_types.go";
var ASSETS = "pkg/assets/tls.go";
var hasPemBlock = (text2) => text2.includes("-----BEGIN ");
var hasCertificate = (part) => !isEmptyReference(part.cert);
var hasKey = (part) => isJson(part.keySecret);
function when(condition, fault) {
  return (part) => condition(part) ? [fault] : [];
}
var ASSET_ROWS = [
  {
    id: "tls/ca-no-pem",
    field: "ca",
    see: { file: ASSETS, text: "failed to decode PEM block" },
    find: (part, context) => {
      const text2 = textBehind(part.ca, context);
      return text2 === void 0 || text2 === "" || hasPemBlock(text2) ? [] : [{ at: "ca", why: "refers to a text that is no PEM: store a certificate in PEM format" }];
    }
  },
  {
    id: "tls/pair-no-pem",
    field: "cert, keySecret",
    see: { file: ASSETS, text: '"cert %s, key <%s/%s>: %w"' },
    find: (part, context) => {
      const [cert, key] = [textBehind(part.cert, context), secretText(part.keySecret, context)];
      if (!cert || !key || hasPemBlock(cert) && hasPemBlock(key)) {
        return [];
      }
      return [
        { at: hasPemBlock(cert) ? "keySecret" : "cert", why: "refers to a text that is no PEM: store certificate and key in PEM format" }
      ];
    }
  }
];
var VERSIONS = {
  id: "tls/versions",
  field: "minVersion, maxVersion",
  since: "0.76.0",
  see: { file: TYPES6, text: "maxVersion must more than or equal to minVersion" },
  find: (part) => {
    const [least, most] = [textOf2(part.minVersion), textOf2(part.maxVersion)];
    return least === "" || most === "" || most >= least ? [] : [{ at: "maxVersion", value: most, why: `is below "minVersion", ${shown(least)}: raise "maxVersion", or lower "minVersion"` }];
  }
};
var REFERENCES = [
  { at: "ca", part: SECRET_OR_CONFIG_MAP },
  { at: "cert", part: SECRET_OR_CONFIG_MAP },
  { at: "keySecret", part: SECRET_KEY }
];
var SAFE_TLS = {
  rows: [
    VERSIONS,
    {
      id: "tls/cert-without-key",
      field: "cert",
      see: { file: TYPES6, text: "client cert specified without client key" },
      find: when((part) => hasCertificate(part) && !hasKey(part), {
        at: "cert",
        why: 'is a client certificate without its key: add "keySecret", or remove "cert"'
      })
    },
    {
      id: "tls/key-without-cert",
      field: "keySecret",
      see: { file: TYPES6, text: "client key specified without client cert" },
      find: when((part) => hasKey(part) && !hasCertificate(part), {
        at: "keySecret",
        why: 'is a client key without its certificate: add "cert", or remove "keySecret"'
      })
    },
    ...ASSET_ROWS
  ],
  contains: REFERENCES
};
var both2 = (id, reference, file, isGiven, see) => ({
  id,
  field: `${reference}, ${file}`,
  see,
  find: when((part) => isGiven(part) && textOf2(part[file]) !== "", {
    at: file,
    why: `is set next to "${reference}": remove one of them`
  })
});
var UNREAD_TLS = {
  rows: [
    VERSIONS,
    both2("tls/ca-twice", "ca", "caFile", (part) => !isEmptyReference(part.ca), {
      file: TYPES6,
      text: "cannot specify both 'caFile' and 'ca'"
    }),
    both2("tls/cert-twice", "cert", "certFile", hasCertificate, { file: TYPES6, text: "cannot specify both 'certFile' and 'cert'" }),
    both2("tls/key-twice", "keySecret", "keyFile", hasKey, { file: TYPES6, text: "cannot specify both 'keyFile' and 'keySecret'" }),
    {
      id: "tls/any-cert-without-key",
      field: "cert, certFile",
      see: { file: TYPES6, text: "cannot specify client cert without client key" },
      find: (part) => {
        const [cert, key] = [hasCertificate(part) || textOf2(part.certFile) !== "", hasKey(part) || textOf2(part.keyFile) !== ""];
        return cert && !key ? [{ at: hasCertificate(part) ? "cert" : "certFile", why: 'is a client certificate without key: add "keySecret" or "keyFile"' }] : [];
      }
    },
    {
      id: "tls/any-key-without-cert",
      field: "keySecret, keyFile",
      see: { file: TYPES6, text: "cannot specify client key without client cert" },
      find: (part) => {
        const [cert, key] = [hasCertificate(part) || textOf2(part.certFile) !== "", hasKey(part) || textOf2(part.keyFile) !== ""];
        return key && !cert ? [{ at: hasKey(part) ? "keySecret" : "keyFile", why: 'is a client key without its certificate: add "cert" or "certFile"' }] : [];
      }
    }
  ],
  contains: [
    { at: "ca", part: UNREAD_SECRET_OR_CONFIG_MAP },
    { at: "cert", part: UNREAD_SECRET_OR_CONFIG_MAP }
  ]
};
var TLS_ASSETS = { rows: ASSET_ROWS, contains: REFERENCES };
var TLS = { rows: [...UNREAD_TLS.rows, ...ASSET_ROWS], contains: REFERENCES };

// src/admission/operator/shared/oauth2.ts
var OAUTH2 = {
  rows: [
    {
      id: "oauth2/client-id",
      field: "clientId",
      see: { file: "pkg/apis/monitoring/v1/types.go", text: "OAuth2 'clientID' must be specified" },
      find: (part) => isEmptyReference(part.clientId) ? [{ at: "clientId", why: 'refers to nothing: write "secret" or "configMap"' }] : []
    }
  ],
  contains: [
    { at: "clientId", part: SECRET_OR_CONFIG_MAP },
    { at: "clientSecret", part: SECRET_KEY },
    { at: "tlsConfig", part: SAFE_TLS, since: "0.77.0" },
    { at: "", part: PROXY, since: "0.92.0" }
  ]
};

// src/admission/operator/alertmanager/http-client.ts
var AT_MOST_ONE = "at most one of 'basicAuth', 'oauth2' and ";
function pair(first, second, text2) {
  return leftOut({
    id: `alertmanager-config/${first}-and-${second}`,
    field: `${first}, ${second}`,
    see: { file: TYPES3, text: text2 },
    find: (part) => isSet(part[first]) && isSet(part[second]) ? [{ at: second, why: `stands next to "${first}", and a client has one way of authentication: remove one of them` }] : []
  });
}
var tooOld = (field, version2, { env }) => ({ at: field, why: `requires Alertmanager ${version2} or newer; the version is ${env.alertmanager.text}: remove it, or use a newer Alertmanager` });
function since(version2, fields, text2, operator) {
  return leftOut({
    id: `alertmanager-config/${fields[0]}-version`,
    field: fields.join(", "),
    since: operator,
    see: { file: OPERATOR2, text: text2 },
    find: (part, context) => isBelow(context.env.alertmanager, version2) ? fields.filter((field) => isSet(part[field])).map((field) => tooOld(field, version2, context)) : []
  });
}
var isBasic2 = ({ type }) => textOf2(type).trim().toLowerCase() === "basic";
var fromBoth = (part) => filled(part.proxyURL) && part.proxyFromEnvironment === true && !filled(part.proxyUrl);
var DROPPED2 = [
  ["followRedirects", "0.22.0", "'follow_redirects' set in 'http_config'"],
  ["enableHttp2", "0.25.0", "'enable_http2' set in 'http_config'"],
  ["tlsConfig.minVersion", "0.25.0", "'min_version' set in 'tls_config'"],
  ["tlsConfig.maxVersion", "0.25.0", "'max_version' set in 'tls_config'"],
  ["proxyFromEnvironment", "0.26.0", "'proxy_from_environment' set to true"],
  ["noProxy", "0.26.0", "'no_proxy' configured"],
  ["proxyConnectHeader", "0.26.0", "'proxy_connect_header' configured"]
];
var DROPPED_ROWS = DROPPED2.map(([field, version2, text2]) => ignored({
  id: `alertmanager-config/${field}-dropped`,
  field,
  see: { file: GENERATION, text: text2 },
  find: (part, context) => {
    const value = valueAt(part, field);
    return isSet(value) && value !== "" && !(field === "proxyFromEnvironment" && value === false) && isBelow(context.env.alertmanager, version2) ? [tooOld(field, version2, context)] : [];
  }
}));
var IGNORED_ROWS = [
  ignored({
    id: "alertmanager-config/oauth2-tls",
    field: "oauth2.tlsConfig",
    see: { file: GENERATION, text: "out.OAuth2 = &oauth2{" },
    find: ({ oauth2 }) => isJson(oauth2) && isSet(oauth2.tlsConfig) ? [{ at: "oauth2.tlsConfig", why: "is never written: the token is requested with the default TLS settings" }] : []
  }),
  ignored({
    id: "alertmanager-config/proxy-spelling",
    field: "proxyURL, proxyUrl",
    see: { file: GENERATION, text: "proxyConfig.ProxyURL = *in.ProxyURLOriginal" },
    find: (part) => filled(part.proxyURL) && filled(part.proxyUrl) && part.proxyURL !== part.proxyUrl ? [{ at: "proxyUrl", value: part.proxyUrl, why: 'is not read next to "proxyURL": remove one of them' }] : []
  })
];
var HTTP_CLIENT = {
  rows: [
    pair("basicAuth", "bearerTokenSecret", `${AT_MOST_ONE}'bearerTokenSecret'`),
    pair("oauth2", "bearerTokenSecret", `${AT_MOST_ONE}'bearerTokenSecret'`),
    pair("authorization", "bearerTokenSecret", "'authorization' is not compatible with 'bearerTokenSecret'"),
    pair("authorization", "basicAuth", `${AT_MOST_ONE}'authorization'`),
    pair("authorization", "oauth2", `${AT_MOST_ONE}'authorization'`),
    pair("oauth2", "basicAuth", `${AT_MOST_ONE}'authorization'`),
    leftOut({
      ...MISSING_CREDENTIALS,
      id: "alertmanager-config/authorization-credentials",
      field: "authorization.credentials",
      find: (part, context) => isJson(part.authorization) ? MISSING_CREDENTIALS.find(part.authorization, context).map((fault) => ({ ...fault, at: `authorization.${fault.at}` })) : []
    }),
    leftOut({
      id: "alertmanager-config/authorization-basic",
      field: "authorization.type",
      see: { file: "pkg/apis/monitoring/v1/prometheus_types.go", text: "'authorization' type cannot be set to" },
      find: ({ authorization }) => isJson(authorization) && isBasic2(authorization) ? [{ at: "authorization.type", value: authorization.type, why: 'sends no user name and password: use "basicAuth"' }] : []
    }),
    since("0.22.0", ["authorization"], "'authorization' config set in 'httpConfig'"),
    since("0.22.0", ["oauth2"], "'oauth2' config set in 'httpConfig'"),
    since("0.25.0", ["noProxy", "proxyFromEnvironment", "proxyConnectHeader"], "'ProxyConfig' config set in 'httpConfig'", "0.77.0"),
    blocking({
      id: "alertmanager-config/proxy-twice",
      field: "proxyURL, proxyFromEnvironment",
      since: "0.82.0",
      see: { file: GENERATION, text: "if 'proxy_from_environment' is configured, 'proxy_url' must not be configured" },
      // below 0.26 the operator drops `proxyFromEnvironment`
      find: (part, { env }) => fromBoth(part) && env.alertmanager?.isAtLeast("0.26.0") ? [{ at: "proxyURL", value: part.proxyURL, why: 'stands next to "proxyFromEnvironment": remove one of them' }] : []
    }),
    atReload({
      id: "alertmanager-config/proxy-url",
      field: "proxyURL",
      see: { file: GENERATION, text: "proxyConfig.ProxyURL = *in.ProxyURLOriginal" },
      find: (part) => {
        const why = filled(part.proxyURL) ? whyNoUrl(textOf2(part.proxyURL)) : void 0;
        return why === void 0 ? [] : [{ at: "proxyURL", value: part.proxyURL, why: `is no URL: ${why}; write it like "http://proxy.example.org:3128"` }];
      }
    }),
    ...IGNORED_ROWS,
    ...DROPPED_ROWS
  ],
  contains: [
    { at: "authorization.credentials", part: NAMED_SECRET_KEY },
    { at: "basicAuth", part: BASIC_AUTH },
    { at: "bearerTokenSecret", part: SECRET_KEY },
    { at: "oauth2", part: OAUTH2 },
    { at: "tlsConfig", part: SAFE_TLS },
    { at: "", part: PROXY, since: "0.77.0" }
  ]
};

// src/admission/operator/alertmanager/integration.ts
function integration(field, {
  requires: requires4,
  rows: rows2 = [],
  secrets = [],
  contains = [],
  refused = [],
  dropped = [],
  hasHttpClient = true
}) {
  return {
    field,
    part: {
      rows: [
        ...requires4 ? [leftOut({
          id: `alertmanager-config/${field}-version`,
          field: "",
          since: requires4.since,
          see: { file: OPERATOR2, text: requires4.text },
          find: (_, context) => isBelow(context.env.alertmanager, requires4.alertmanager) ? [{ at: "", ...tooOld2(requires4.alertmanager, context, "remove it") }] : []
        })] : [],
        ...rows2,
        ...refused.map((each2) => leftOut({ ...versioned(field, each2, "remove it"), see: { file: OPERATOR2, text: each2.text } })),
        ...dropped.map((each2) => ignored({
          ...versioned(field, each2, "without it the default applies; remove it"),
          see: {
            file: GENERATION,
            text: each2.text
          }
        }))
      ],
      contains: [
        ...secrets.map((at) => ({ at, part: SECRET_KEY })),
        ...hasHttpClient ? [{ at: "httpConfig", part: HTTP_CLIENT }] : [],
        ...contains
      ]
    }
  };
}
function versioned(integrationField, { field, alertmanager, since: since2 }, cure) {
  return {
    id: `alertmanager-config/${integrationField}-${field}-version`,
    field,
    since: since2,
    find: (part, context) => isMeant(part[field]) && isBelow(context.env.alertmanager, alertmanager) ? [{ at: field, ...tooOld2(alertmanager, context, cure) }] : []
  };
}
var isMeant = (value) => isSet(value) && value !== "" && value !== 0;
function tooOld2(alertmanager, { env }, cure) {
  return { why: `requires Alertmanager ${alertmanager} or newer; the version is ${env.alertmanager.text}: ${cure}, or use a newer Alertmanager` };
}

// src/admission/operator/alertmanager/needs.ts
function needRow({ id, field, need, text: text2, operator }) {
  const find = (part, context) => {
    const isEmpty3 = secretText(part[field], context) === "";
    if (!isEmpty3 && (filled(part[field]) || isSet(part[field]) && typeof part[field] === "object")) {
      return [];
    }
    const base = baseConfigOf(context.env);
    const what = isEmpty3 ? "refers to an empty text" : "is missing";
    return base !== "unknown" && lacks(base, need) ? [{ at: field, why: `${what}, and the global configuration has none: write it here, or ${placeOf2(base, need)}` }] : [];
  };
  const see = inAlertmanager("config/config.go", text2);
  const row13 = { id: `alertmanager-config/${id}`, field, find };
  return operator ? inPhases(row13, [
    { until: operator.since, effect: "invalid-at-reload", see },
    { since: operator.since, effect: "everything-blocked", see: { file: GENERATION, text: operator.text } }
  ]) : [{ ...row13, see, effect: "invalid-at-reload" }];
}

// src/admission/operator/alertmanager/receivers-basic.ts
var WEBHOOK = integration("webhookConfigs", {
  rows: [
    leftOut({
      id: "alertmanager-config/webhook-target",
      field: "url, urlSecret",
      see: { file: VALIDATION2, text: "one of 'url' or 'urlSecret' must be specified" },
      find: (part) => isSet(part.url) || isSet(part.urlSecret) ? [] : [{ at: "url", why: 'is missing: write the URL, or refer to a Secret with it in "urlSecret"' }]
    }),
    templateUrlRow("alertmanager-config/webhook-url", "url", { file: VALIDATION2, text: "invalid 'url': %w" }),
    leftOut({
      id: "alertmanager-config/webhook-secret-url",
      field: "urlSecret",
      since: "0.82.0",
      see: { file: OPERATOR2, text: "failed to validate URL" },
      find: (part, context) => {
        const text2 = secretText(part.urlSecret, context);
        const why = text2 === void 0 ? void 0 : whyNoTemplateUrl(text2.trim());
        return why === void 0 ? [] : [{ at: "urlSecret", why: `refers to a text that is no URL: ${why}; store the whole URL in the Secret` }];
      }
    }),
    blocking({
      id: "alertmanager-config/webhook-secret-space",
      field: "urlSecret",
      since: "0.90.1",
      see: { file: GENERATION, text: "No need to validate again the URL because it's been done when selecting" },
      // selection looks at the text without the spaces around it, generation at all of it
      find: (part, context) => {
        const text2 = secretText(part.urlSecret, context);
        const isBroken = text2 !== void 0 && whyNoTemplateUrl(text2.trim()) === void 0 && whyNoTemplateUrl(text2) !== void 0;
        return isBroken ? [{
          at: "urlSecret",
          why: 'refers to a URL with a space or a line feed before or after it: store the URL alone in the Secret, for example with "printf" instead of "echo"'
        }] : [];
      }
    }),
    ignored({
      id: "alertmanager-config/webhook-url-twice",
      field: "url, urlSecret",
      see: { file: GENERATION, text: "if in.URLSecret != nil" },
      find: (part) => filled(part.url) && isSet(part.urlSecret) ? [{ at: "url", value: part.url, why: 'is not read next to "urlSecret": remove one of them' }] : []
    })
  ],
  secrets: ["urlSecret"],
  refused: [{ field: "payload", alertmanager: "0.32.0", since: "0.92.0", text: "payload' is available in" }],
  dropped: [{ field: "timeout", alertmanager: "0.28.0", text: "'timeout' supported in Alertmanager >= 0.28.0 only" }]
});
function whyNoHostAndPort(text2) {
  const colon = text2.lastIndexOf(":");
  if (colon < 0) {
    return "its port is missing";
  }
  if (!text2.startsWith("[")) {
    if (text2.slice(0, colon).includes(":")) {
      return "it has two colons: an IPv6 address needs brackets";
    }
    return /[[\]]/.test(text2) ? "it has a bracket" : void 0;
  }
  const bracket = text2.indexOf("]");
  if (bracket < 0) {
    return 'it has "[" without "]"';
  }
  return text2[bracket + 1] === ":" && bracket + 1 === colon ? void 0 : "its port is missing";
}
var THREAD_HEADERS = ["references", "in-reply-to"];
var EMAIL = integration("emailConfigs", {
  hasHttpClient: false,
  rows: [
    leftOut({
      id: "alertmanager-config/email-to",
      field: "to",
      see: { file: VALIDATION2, text: "missing 'to' address" },
      find: (part) => filled(part.to) ? [] : [{ at: "to", why: "is missing: write the address" }]
    }),
    leftOut({
      id: "alertmanager-config/email-smarthost",
      field: "smarthost",
      see: { file: VALIDATION2, text: "invalid 'smarthost' %q: %w" },
      find: ({ smarthost }) => {
        const why = filled(smarthost) ? whyNoHostAndPort(textOf2(smarthost)) : void 0;
        return why === void 0 ? [] : [{ at: "smarthost", value: smarthost, why: `is no host with a port: ${why}; write one like "smtp.example.org:587"` }];
      }
    }),
    atReload({
      id: "alertmanager-config/email-port",
      field: "smarthost",
      see: inAlertmanager("config/common/hostport.go", "port cannot be empty"),
      find: ({ smarthost }) => /^[^:]+:$|^\[[^\]]*\]:$/.test(textOf2(smarthost)) ? [{ at: "smarthost", value: smarthost, why: 'has no port after the colon: write one like "smtp.example.org:587"' }] : []
    }),
    leftOut({
      id: "alertmanager-config/email-header-twice",
      field: "headers[].key",
      see: { file: VALIDATION2, text: "duplicate header %q" },
      find: ({ headers: headers2 }) => {
        const all3 = mapsOf(headers2).map(({ at, map }) => ({ at, key: textOf2(map.key) }));
        return all3.flatMap(({ at, key }, index) => all3.findIndex((other) => other.key.toLowerCase() === key.toLowerCase()) < index ? [{
          at: `headers[${at}].key`,
          value: key,
          why: `stands here twice, the case of letters does not count: remove ${shown(key)}`
        }] : []);
      }
    }),
    ...needRow({
      id: "email-smarthost-missing",
      field: "smarthost",
      need: "smarthost",
      text: "no global SMTP smarthost set",
      operator: { since: "0.79.0", text: "SMTP smarthost is a mandatory field" }
    }),
    ...needRow({
      id: "email-from-missing",
      field: "from",
      need: "from",
      text: "no global SMTP from set",
      operator: {
        since: "0.79.0",
        text: "SMTP from is a mandatory field"
      }
    }),
    atReload({
      id: "alertmanager-config/email-threading-headers",
      field: "threading, headers[].key",
      since: "0.91.0",
      see: inAlertmanager("notify/email/config.go", "threading.enabled conflicts with custom References header"),
      find: ({ threading, headers: headers2 }) => !isSet(threading) ? [] : mapsOf(headers2).flatMap(({ at, map }) => THREAD_HEADERS.includes(textOf2(map.key).toLowerCase()) ? [{ at: `headers[${at}].key`, value: map.key, why: 'is a header that "threading" writes: remove one of them' }] : [])
    })
  ],
  secrets: ["authPassword", "authSecret"],
  contains: [{ at: "tlsConfig", part: SAFE_TLS }],
  refused: [
    { field: "forceImplicitTLS", alertmanager: "0.31.0", since: "0.90.0", text: "forceImplicitTLS' is available in" },
    { field: "threading", alertmanager: "0.30.0", since: "0.91.0", text: "threading' is available in" }
  ]
});
var BASIC = [WEBHOOK, EMAIL];

// src/admission/operator/alertmanager/receivers-chat.ts
var API_URL = { file: VALIDATION2, text: "invalid 'apiURL': %w" };
var CHAT_POST_MESSAGE = "https://slack.com/api/chat.postMessage";
function secretUrl(id, field, phases) {
  return inPhases({
    id: `alertmanager-config/${id}`,
    field,
    find: (part, context) => {
      const text2 = secretText(part[field], context);
      const why = text2 === void 0 ? void 0 : whyNoHttpUrl(text2.trim());
      return why === void 0 ? [] : [{ at: field, why: `refers to a text that is no URL: ${why}; store the whole URL in the Secret` }];
    }
  }, phases);
}
var READ_AT_SELECTION = [
  { until: "0.82.0", effect: "everything-blocked", see: { file: GENERATION, text: "failed to validate key %q from secret %q" } },
  { since: "0.82.0", effect: "object-left-out", see: { file: OPERATOR2, text: "failed to validate API URL" } }
];
var missing2 = (part, fields) => fields.filter((field) => !filled(part[field])).map((field) => ({ at: field, why: "is missing: write a text" }));
var ACTION = {
  rows: [
    leftOut({
      id: "alertmanager-config/slack-action",
      field: "type, text",
      see: { file: TYPES3, text: "missing 'type' in Slack action configuration" },
      find: (part) => missing2(part, ["type", "text"])
    }),
    leftOut({
      id: "alertmanager-config/slack-action-target",
      field: "url, name",
      see: { file: TYPES3, text: "missing 'name' or 'url' in Slack action configuration" },
      find: (part) => filled(part.url) || filled(part.name) ? [] : [{ at: "", why: 'has neither "url" nor "name": write one of them' }]
    }),
    leftOut({
      id: "alertmanager-config/slack-confirm",
      field: "confirm.text",
      see: { file: TYPES3, text: "missing 'text' in Slack confirmation configuration" },
      find: ({ confirm }) => mapsOf([confirm]).flatMap(({ map }) => missing2(map, ["text"]).map((fault) => ({ ...fault, at: `confirm.${fault.at}` })))
    })
  ]
};
var FIELD = {
  rows: [leftOut({
    id: "alertmanager-config/slack-field",
    field: "title, value",
    see: { file: TYPES3, text: "missing 'title' in Slack field configuration" },
    find: (part) => missing2(part, ["title", "value"])
  })]
};
var SLACK = integration("slackConfigs", {
  rows: [
    atReload({
      id: "alertmanager-config/slack-update-own-url",
      field: "updateMessage",
      see: inAlertmanager("config/notifiers.go", "c.UpdateMessage && c.APIURL.String()"),
      find: (part, { env: { alertmanager } }) => part.updateMessage === true && !isSet(part.apiURL) && alertmanager?.isAtLeast("0.32.0") && !alertmanager.isAtLeast("0.35.0") ? [{
        at: "updateMessage",
        value: true,
        why: `ends Alertmanager ${alertmanager.text} if "apiURL" is missing next to it: refer to a Secret with "${CHAT_POST_MESSAGE}", or use Alertmanager 0.35.0 or newer`
      }] : []
    }),
    ...needRow({
      id: "slack-url",
      field: "apiURL",
      need: "slackUrl",
      text: "no Slack API URL nor App token set either inline or in a file"
    }),
    ...secretUrl("slack-secret-url", "apiURL", READ_AT_SELECTION),
    leftOut({
      id: "alertmanager-config/slack-update-url",
      field: "updateMessage",
      since: "0.93.0",
      see: { file: OPERATOR2, text: "updateMessage' can only be used with bot tokens" },
      find: (part, context) => {
        const text2 = part.updateMessage === true ? secretText(part.apiURL, context) : void 0;
        return text2 === void 0 || text2 === "" || text2 === CHAT_POST_MESSAGE ? [] : [{
          at: "updateMessage",
          value: true,
          why: `requires the API URL "${CHAT_POST_MESSAGE}", and "apiURL" refers to another one: store that URL in the Secret, or remove "updateMessage"`
        }];
      }
    })
  ],
  secrets: ["apiURL"],
  contains: [{ at: "actions[]", part: ACTION }, { at: "fields[]", part: FIELD }],
  refused: [
    { field: "messageText", alertmanager: "0.31.0", since: "0.90.0", text: "messageText' is available in" },
    { field: "updateMessage", alertmanager: "0.32.0", since: "0.93.0", text: "updateMessage' is available in" }
  ],
  dropped: [{ field: "timeout", alertmanager: "0.30.0", text: "'timeout' supported in Alertmanager >= 0.30.0 only" }]
});
var DISCORD = integration("discordConfigs", {
  requires: { alertmanager: "0.25.0", text: "discordConfigs' is available in" },
  rows: secretUrl("discord-secret-url", "apiURL", READ_AT_SELECTION),
  secrets: ["apiURL"],
  dropped: ["content", "username", "avatarURL"].map((field) => ({ field, alertmanager: "0.28.0", text: `'${field === "avatarURL" ? "avatar_url" : field}' supported in Alertmanager >= 0.28.0 only` }))
});
function teamsUrl(id, field, emptyText) {
  return [
    blocking({
      id: `alertmanager-config/${id}-empty`,
      field,
      see: { file: GENERATION, text: emptyText },
      find: (part, context) => secretText(part[field], context) === "" ? [{ at: field, why: "refers to an empty text: store the URL of the webhook in the Secret" }] : []
    }),
    blocking({
      id: `alertmanager-config/${id}-url`,
      field,
      since: "0.88.0",
      see: { file: GENERATION, text: "invalid 'webhook_url': %w" },
      find: (part, context) => {
        const text2 = secretText(part[field], context);
        const why = text2 === void 0 || text2 === "" ? void 0 : whyNoHttpUrl(text2);
        return why === void 0 ? [] : [{ at: field, why: `refers to a text that is no URL: ${why}; store the whole URL in the Secret, without spaces or line feeds` }];
      }
    })
  ];
}
var MSTEAMS = integration("msteamsConfigs", {
  requires: { alertmanager: "0.26.0", text: "msteams integration is only available in" },
  rows: teamsUrl("msteams", "webhookUrl", 'mandatory field %q is empty", "webhook_url"'),
  secrets: ["webhookUrl"],
  dropped: [{ field: "summary", alertmanager: "0.27.0", text: "'summary' supported in Alertmanager >= 0.27.0 only" }]
});
var MSTEAMS_V2 = integration("msteamsv2Configs", {
  requires: { alertmanager: "0.28.0", since: "0.82.0", text: "msteamsv2 integration is only available in" },
  rows: [
    blocking({
      id: "alertmanager-config/msteamsv2-missing",
      field: "webhookURL",
      see: { file: GENERATION, text: "no webhook_url or webhook_url_file provided" },
      find: (part) => isSet(part.webhookURL) ? [] : [{ at: "webhookURL", why: "is missing: refer to a Secret with the URL of the webhook" }]
    }),
    ...teamsUrl("msteamsv2", "webhookURL", "no webhook_url or webhook_url_file provided")
  ],
  secrets: ["webhookURL"]
});
var TELEGRAM = integration("telegramConfigs", {
  requires: { alertmanager: "0.24.0", text: "telegramConfigs' is available in" },
  rows: [
    leftOut({
      id: "alertmanager-config/telegram-token",
      field: "botToken, botTokenFile",
      see: { file: VALIDATION2, text: "mandatory field botToken or botTokenfile is empty" },
      find: (part) => isSet(part.botToken) || isSet(part.botTokenFile) ? [] : [{ at: "botToken", why: 'is missing: refer to a Secret with the token of the bot, or write "botTokenFile"' }]
    }),
    leftOut({
      id: "alertmanager-config/telegram-token-twice",
      field: "botToken, botTokenFile",
      since: "0.91.0",
      see: { file: VALIDATION2, text: "only one of 'botToken' or 'botTokenfile' must be configured" },
      find: (part) => isSet(part.botToken) && isSet(part.botTokenFile) ? [{ at: "botTokenFile", value: part.botTokenFile, why: 'stands next to "botToken": remove one of them' }] : []
    }),
    leftOut({
      id: "alertmanager-config/telegram-chat",
      field: "chatID",
      see: { file: VALIDATION2, text: "mandatory field 'chatID' is empty" },
      find: ({ chatID }) => !isSet(chatID) || chatID === 0 ? [{ at: "chatID", value: chatID, why: "names no chat: write the number of the chat" }] : []
    }),
    urlRow("alertmanager-config/telegram-url", "apiURL", API_URL, { since: "0.88.0" }),
    blocking({
      id: "alertmanager-config/telegram-token-empty",
      field: "botToken",
      see: { file: GENERATION, text: 'mandatory field %q is empty", "botToken"' },
      find: (part, context) => secretText(part.botToken, context) === "" ? [{ at: "botToken", why: "refers to an empty text: store the token of the bot in the Secret" }] : []
    })
  ],
  secrets: ["botToken"],
  refused: [{ field: "botTokenFile", alertmanager: "0.26.0", since: "0.91.0", text: "botTokenFile' is available in" }],
  dropped: [{ field: "messageThreadID", alertmanager: "0.26.0", text: "'message_thread_id' supported in Alertmanager >= 0.26.0 only" }]
});
var WEBEX = integration("webexConfigs", {
  requires: { alertmanager: "0.25.0", text: "webexConfigs' is available in" },
  rows: [
    urlRow("alertmanager-config/webex-url", "apiURL", API_URL),
    atReload({
      id: "alertmanager-config/webex-authorization",
      field: "httpConfig.authorization",
      see: inAlertmanager("notify/webex/config.go", "missing webex_configs.http_config.authorization"),
      find: ({ httpConfig }, context) => {
        const [client2] = mapsOf([httpConfig]);
        const credentials = client2 && (valueAt(client2.map, "authorization.credentials") ?? client2.map.bearerTokenSecret);
        if (client2 && secretText(credentials, context) !== "" && (isSet(client2.map.authorization) || isSet(client2.map.bearerTokenSecret))) {
          return [];
        }
        return [{
          at: "httpConfig.authorization",
          why: `${isSet(credentials) ? "refers to an empty text" : "is missing"}, and Webex accepts no message without it: refer to a Secret with the token of the bot`
        }];
      }
    })
  ]
});
var ROCKETCHAT_URLS = ["iconURL", "imageURL", "thumbURL"];
var ROCKETCHAT = integration("rocketchatConfigs", {
  requires: { alertmanager: "0.28.0", since: "0.85.0", text: "rocketChatConfigs' is available in" },
  rows: [
    urlRow("alertmanager-config/rocketchat-url", "apiURL", API_URL, { since: "0.88.0" }),
    atReload({
      id: "alertmanager-config/rocketchat-actions",
      field: "actions",
      see: { file: "pkg/alertmanager/types.go", text: 'IsWebView          bool   `yaml:"is_webview"`' },
      find: ({ actions }) => mapsOf(actions).length > 0 ? [{ at: "actions", why: 'are written with fields that no Alertmanager reads, such as "is_webview": remove them' }] : []
    }),
    ...ROCKETCHAT_URLS.map((field) => templateUrlRow(
      `alertmanager-config/rocketchat-${field}`,
      field,
      { file: VALIDATION2, text: `invalid '${field}': %w` },
      { since: "0.92.0" }
    ))
  ],
  secrets: ["token", "tokenID"],
  contains: [{
    at: "actions[]",
    since: "0.92.0",
    part: {
      rows: [templateUrlRow("alertmanager-config/rocketchat-action-url", "url", {
        file: VALIDATION2,
        text: "'actions'[%d]: invalid 'url'"
      })]
    }
  }]
});
var WECHAT = integration("wechatConfigs", {
  rows: [
    urlRow("alertmanager-config/wechat-url", "apiURL", API_URL),
    atReload({
      id: "alertmanager-config/wechat-type",
      field: "messageType",
      see: inAlertmanager("notify/wechat/config.go", "does not match valid options"),
      find: ({ messageType }) => filled(messageType) && messageType !== "text" && messageType !== "markdown" ? [{ at: "messageType", value: messageType, why: 'is no type of message: write "text" or "markdown"' }] : []
    }),
    ...needRow({
      id: "wechat-secret",
      field: "apiSecret",
      need: "wechatSecret",
      text: "no global Wechat Api Secret set either inline or in a file"
    }),
    ...needRow({ id: "wechat-corp", field: "corpID", need: "wechatCorpId", text: "no global Wechat CorpID set" })
  ],
  secrets: ["apiSecret"]
});
var CHATS = [SLACK, DISCORD, MSTEAMS, MSTEAMS_V2, TELEGRAM, WEBEX, ROCKETCHAT, WECHAT];

// src/admission/operator/shared/sigv4.ts
var SIGV4 = {
  rows: [
    {
      id: "sigv4/one-key",
      field: "accessKey, secretKey",
      see: { file: "pkg/assets/store.go", text: "both accessKey and secretKey should be provided" },
      find: (part) => isJson(part.accessKey) === isJson(part.secretKey) ? [] : [
        {
          at: "",
          why: `has "${isJson(part.accessKey) ? "accessKey" : "secretKey"}" alone: write both "accessKey" and "secretKey", or neither`
        }
      ]
    }
  ],
  contains: [
    { at: "accessKey", part: SECRET_KEY },
    { at: "secretKey", part: SECRET_KEY }
  ]
};

// src/admission/operator/alertmanager/receivers-paging.ts
var API_URL2 = { file: VALIDATION2, text: "invalid 'apiURL': %w" };
var HREF = {
  rows: [templateUrlRow("alertmanager-config/pagerduty-href", "href", {
    file: VALIDATION2,
    text: "invalid 'href': %w"
  }, { since: "0.88.0" })]
};
var PAGERDUTY = integration("pagerdutyConfigs", {
  rows: [
    leftOut({
      id: "alertmanager-config/pagerduty-key",
      field: "routingKey, serviceKey",
      see: { file: VALIDATION2, text: "one of 'routingKey' or 'serviceKey' is required" },
      find: (part) => isSet(part.routingKey) || isSet(part.serviceKey) ? [] : [{ at: "routingKey", why: 'is missing: refer to a Secret with the key in "routingKey" (Events API v2) or "serviceKey" (v1)' }]
    }),
    atReload({
      id: "alertmanager-config/pagerduty-key-empty",
      field: "routingKey, serviceKey",
      see: inAlertmanager("notify/pagerduty/config.go", "missing service or routing key in PagerDuty config"),
      find: (part, context) => {
        const given = ["routingKey", "serviceKey"].filter((field) => isSet(part[field]));
        return given.length > 0 && given.every((field) => secretText(part[field], context) === "") ? [{ at: given[0], why: "refers to an empty text: store the key in the Secret" }] : [];
      }
    }),
    urlRow("alertmanager-config/pagerduty-url", "url", { file: VALIDATION2, text: "invalid 'url': %w" }),
    templateUrlRow(
      "alertmanager-config/pagerduty-client-url",
      "clientURL",
      { file: VALIDATION2, text: "invalid 'clientURL': %w" },
      { since: "0.88.0" }
    )
  ],
  secrets: ["routingKey", "serviceKey"],
  contains: [{ at: "pagerDutyLinkConfigs[]", part: HREF }, { at: "pagerDutyImageConfigs[]", part: HREF }],
  dropped: [
    { field: "source", alertmanager: "0.25.0", text: "'source' supported in Alertmanager >= 0.25.0 only" },
    { field: "timeout", alertmanager: "0.30.0", text: "'timeout' supported in Alertmanager >= 0.30.0 only" }
  ]
});
var RESPONDER_TYPES = ["team", "teams", "user", "escalation", "schedule"];
var RESPONDER = {
  rows: [
    leftOut({
      id: "alertmanager-config/opsgenie-responder",
      field: "id, name, username",
      see: { file: TYPES3, text: "responder must have at least an ID, a Name or an Username defined" },
      find: (part) => filled(part.id) || filled(part.name) || filled(part.username) ? [] : [{ at: "", why: 'has neither "id" nor "name" nor "username": write one of them' }]
    }),
    leftOut({
      id: "alertmanager-config/opsgenie-responder-type",
      field: "type",
      see: { file: TYPES3, text: "type does not match valid options" },
      find: ({ type }) => textOf2(type).includes("{{") || RESPONDER_TYPES.includes(textOf2(type).toLowerCase()) ? [] : [{
        at: "type",
        value: type,
        why: `is no type of responder: write one of ${RESPONDER_TYPES.map((each2) => `"${each2}"`).join(", ")}`
      }]
    }),
    leftOut({
      id: "alertmanager-config/opsgenie-teams-version",
      field: "type",
      see: { file: OPERATOR2, text: "'teams' set in 'opsgenieResponder'" },
      find: ({ type }, { env }) => type === "teams" && env.alertmanager && !env.alertmanager.isAtLeast("0.24.0") ? [{
        at: "type",
        value: type,
        why: `requires Alertmanager 0.24.0 or newer; the version is ${env.alertmanager.text}: write "team", or use a newer Alertmanager`
      }] : []
    })
  ]
};
var OPSGENIE = integration("opsgenieConfigs", {
  rows: [
    urlRow("alertmanager-config/opsgenie-url", "apiURL", API_URL2),
    ...needRow({
      id: "opsgenie-key",
      field: "apiKey",
      need: "opsgenieKey",
      text: "no global OpsGenie API Key set either inline or in a file"
    })
  ],
  secrets: ["apiKey"],
  contains: [{ at: "responders[]", part: RESPONDER }],
  dropped: [
    { field: "actions", alertmanager: "0.24.0", text: "opsgenie_config 'actions' supported in Alertmanager >= 0.24.0 only" },
    { field: "entity", alertmanager: "0.24.0", text: "opsgenie_config 'entity' supported in Alertmanager >= 0.24.0 only" },
    { field: "updateAlerts", alertmanager: "0.24.0", text: "update_alerts 'entity' supported in Alertmanager >= 0.24.0 only" }
  ]
});
var RESERVED = ["routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"];
var VICTOROPS = integration("victoropsConfigs", {
  rows: [
    leftOut({
      id: "alertmanager-config/victorops-routing-key",
      field: "routingKey",
      see: { file: VALIDATION2, text: "missing 'routingKey' key" },
      find: (part) => filled(part.routingKey) ? [] : [{ at: "routingKey", why: "is missing: write the routing key of the team" }]
    }),
    leftOut({
      id: "alertmanager-config/victorops-reserved",
      field: "customFields[].key",
      see: { file: VALIDATION2, text: "usage of reserved word %q" },
      find: (part) => mapsOf(part.customFields).flatMap(({ at, map }) => RESERVED.includes(textOf2(map.key)) ? [{ at: `customFields[${at}].key`, value: map.key, why: "is a field of every message: choose another name" }] : [])
    }),
    urlRow("alertmanager-config/victorops-url", "apiUrl", API_URL2),
    ...needRow({ id: "victorops-key", field: "apiKey", need: "victoropsKey", text: "no global VictorOps API Key set" })
  ],
  secrets: ["apiKey"]
});
var pushoverKey = (field, text2) => [
  leftOut({
    id: `alertmanager-config/pushover-${field}`,
    field: `${field}, ${field}File`,
    see: { file: VALIDATION2, text: text2 },
    find: (part) => isSet(part[field]) || isSet(part[`${field}File`]) ? [] : [{ at: field, why: "is missing: refer to a Secret with it" }]
  }),
  leftOut({
    id: `alertmanager-config/pushover-${field}-file`,
    field: `${field}File`,
    see: { file: OPERATOR2, text: "mandatory field %s is empty" },
    find: (part) => !isSet(part[field]) && isSet(part[`${field}File`]) ? [{
      at: `${field}File`,
      value: part[`${field}File`],
      why: `is not enough, because the operator requires "${field}" in any case: refer to a Secret in "${field}" instead`
    }] : []
  }),
  leftOut({
    id: `alertmanager-config/pushover-${field}-empty`,
    field,
    see: { file: OPERATOR2, text: "mandatory field userKey is empty" },
    find: (part, context) => secretText(part[field], context) === "" ? [{ at: field, why: "refers to an empty text: store the key in the Secret" }] : []
  }),
  ignored({
    id: `alertmanager-config/pushover-${field}-twice`,
    field: `${field}, ${field}File`,
    see: { file: GENERATION, text: "are mutually exclusive for pushover receiver config" },
    find: (part) => isSet(part[field]) && filled(part[`${field}File`]) ? [{ at: `${field}File`, value: part[`${field}File`], why: `is not read next to "${field}": remove one of them` }] : []
  })
];
var PUSHOVER = integration("pushoverConfigs", {
  rows: [
    ...pushoverKey("userKey", "one of 'userKey' or 'userKeyFile' must be configured"),
    ...pushoverKey("token", "one of 'token' or 'tokenFile' must be configured"),
    leftOut({
      id: "alertmanager-config/pushover-format",
      field: "html, monospace",
      since: "0.88.0",
      see: { file: VALIDATION2, text: "'html' and 'monospace' options are mutually exclusive" },
      find: (part) => part.html === true && part.monospace === true ? [{ at: "monospace", value: true, why: 'stands next to "html": remove one of them' }] : []
    }),
    leftOut({
      id: "alertmanager-config/pushover-duration",
      field: "expire, retry",
      since: "0.88.0",
      see: { file: OPERATOR2, text: "model.ParseDuration(*config.Expire)" },
      find: (part) => ["expire", "retry"].filter((field) => filled(part[field]) && durationOf(textOf2(part[field])) === void 0).map((field) => ({ at: field, value: part[field], why: 'is no duration of Prometheus: write one like "30s" or "1h"' }))
    }),
    templateUrlRow("alertmanager-config/pushover-url", "url", { file: VALIDATION2, text: "invalid 'url': %w" }, { since: "0.92.0" }),
    ignored({
      id: "alertmanager-config/pushover-sound",
      field: "sound",
      see: { file: GENERATION, text: "func (cb *ConfigBuilder) convertPushoverConfig(" },
      find: ({ sound }) => filled(sound) ? [{ at: "sound", value: sound, why: "is never written: choose the sound in Pushover" }] : []
    }),
    ignored({
      id: "alertmanager-config/pushover-monospace-version",
      field: "monospace",
      see: { file: GENERATION, text: "'monospace' supported in Alertmanager >= 0.29.0 only" },
      find: ({ monospace }, { env }) => monospace === true && env.alertmanager && !env.alertmanager.isAtLeast("0.29.0") ? [{
        at: "monospace",
        value: true,
        why: `requires Alertmanager 0.29.0 or newer; the version is ${env.alertmanager.text}: remove it, or use a newer Alertmanager`
      }] : []
    })
  ],
  secrets: ["userKey", "token"],
  dropped: [
    { field: "ttl", alertmanager: "0.27.0", text: "'ttl' supported in Alertmanager >= 0.27.0 only" },
    { field: "device", alertmanager: "0.26.0", text: "'device' supported in Alertmanager >= 0.26.0 only" }
  ]
});
var TARGETS = ["targetARN", "topicARN", "phoneNumber"];
var SNS = integration("snsConfigs", {
  rows: [
    leftOut({
      id: "alertmanager-config/sns-target",
      field: "targetARN, topicARN, phoneNumber",
      see: { file: VALIDATION2, text: "must provide one of 'targetARN', 'topicARN', or 'phoneNumber'" },
      // upstream compares by exclusive or, so that all three are accepted
      find: (part) => {
        const given = TARGETS.filter((field) => filled(part[field]));
        return given.length === 1 || given.length === 3 ? [] : [{
          at: "",
          why: `has ${given.length === 0 ? "no target" : `two targets,
          ${given.join(" and ")}`}: write one of ${TARGETS.map((each2) => `"${each2}"`).join(", ")}`
        }];
      }
    }),
    templateUrlRow("alertmanager-config/sns-url", "apiURL", API_URL2, { since: "0.92.0" }),
    blocking({
      id: "alertmanager-config/sns-external-id",
      field: "sigv4.externalId",
      since: "0.91.0",
      see: { file: GENERATION, text: "'external_id' in sigv4 config requires 'role_arn' to be set" },
      find: ({ sigv4 }, { env }) => isJson(sigv4) && filled(sigv4.externalId) && !filled(sigv4.roleArn) && env.alertmanager?.isAtLeast("0.34.0") ? [{
        at: "sigv4.externalId",
        value: sigv4.externalId,
        why: 'is for a role, and "roleArn" is missing: add "roleArn", or remove "externalId"'
      }] : []
    }),
    ignored({
      id: "alertmanager-config/sns-external-id-version",
      field: "sigv4.externalId",
      see: { file: GENERATION, text: "'external_id' supported in Alertmanager >= 0.34.0 only" },
      find: ({ sigv4 }, { env }) => isJson(sigv4) && filled(sigv4.externalId) && env.alertmanager && !env.alertmanager.isAtLeast("0.34.0") ? [{
        at: "sigv4.externalId",
        value: sigv4.externalId,
        why: `requires Alertmanager 0.34.0 or newer; the version is ${env.alertmanager.text}: use a newer Alertmanager`
      }] : []
    })
  ],
  contains: [{ at: "sigv4", part: SIGV4 }],
  refused: [{ field: "useAWSHTTPClient", alertmanager: "0.33.0", since: "0.93.0", text: "useAWSHTTPClient' is available in" }]
});
var PAGING = [PAGERDUTY, OPSGENIE, VICTOROPS, PUSHOVER, SNS];

// src/admission/operator/alertmanager/routes.ts
var TYPE_FILE2 = "pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go";
var DURATIONS = ["groupWait", "groupInterval", "repeatInterval"];
var CLASSIC4 = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
var names = (list) => listOf2(list).flatMap((each2) => isJson(each2) && filled(each2.name) ? [textOf2(each2.name)] : []);
var strings = (list) => listOf2(list).filter((each2) => typeof each2 === "string");
var oneOf = (all3, what) => all3.length === 0 ? `add it to ${what}` : `name one of ${listed([...new Set(all3)].map((each2) => shown(each2)))}, or add it to ${what}`;
var intervalNames = (spec) => names(spec.timeIntervals ?? spec.muteTimeIntervals);
var inRoutes = (find) => (spec, context) => routesOf(spec).filter(({ faults }) => faults.length === 0).flatMap((node) => find(node, spec, context).map((fault) => ({ ...fault, at: `${node.at}.${fault.at}` })));
var inChildren = (find) => inRoutes((node, spec, context) => node.isTop ? [] : find(node, spec, context));
var isBad = (text2) => text2 !== "" && durationOf(text2) === void 0;
var badDurations = ({ route }) => DURATIONS.filter((field) => isBad(textOf2(route[field]))).map((field) => ({ at: field, value: route[field], why: 'is no duration of Prometheus: write one like "30s", "5m" or "4h", the larger units first' }));
var decoding = (reason) => (spec) => routesOf(spec).flatMap(({ faults }) => faults.filter(({ why }) => why === reason).map(({ at, value, what }) => {
  const given = isJson(value) || Array.isArray(value) ? void 0 : value;
  if (reason === "type") {
    return { at, value: given, why: `is of another type: write ${what}` };
  }
  const [meant] = similarTo(what, ROUTE_FIELDS);
  return { at, why: `is no field of a route: ${meant === void 0 ? "remove it" : `write ${shown(meant)}`}` };
}));
var unknownIntervals = (field) => ({ route }, spec) => strings(route[field]).flatMap((name, at) => {
  const all3 = intervalNames(spec);
  return all3.includes(name) ? [] : [{ at: `${field}[${at}]`, value: name, why: `is no time interval of this object: ${oneOf(all3, "its time intervals")}` }];
});
var repeated = ({ route }) => {
  const all3 = strings(route.groupBy);
  return all3.flatMap((label, at) => all3.indexOf(label) < at ? [{ at: `groupBy[${at}]`, value: label, why: "stands here twice: remove one" }] : []);
};
var ROUTE_ROWS = [
  leftOut({
    id: "alertmanager-config/route-receiver",
    field: "route.receiver",
    see: { file: VALIDATION2, text: "root route must define a receiver" },
    find: (spec) => isJson(spec.route) && !filled(spec.route.receiver) ? [{ at: "route.receiver", why: `is missing: ${oneOf(names(spec.receivers), '"spec.receivers"')}` }] : []
  }),
  leftOut({
    id: "alertmanager-config/receiver-unknown",
    field: "route.receiver, route.routes[].receiver",
    see: { file: VALIDATION2, text: "receiver %q not found" },
    find: inRoutes(({ route }, spec) => {
      const [receiver, all3] = [textOf2(route.receiver), names(spec.receivers)];
      return receiver === "" || all3.includes(receiver) ? [] : [{ at: "receiver", value: receiver, why: `is no receiver of this object: ${oneOf(all3, '"spec.receivers"')}` }];
    })
  }),
  leftOut({
    id: "alertmanager-config/group-by-twice",
    field: "route.groupBy, route.routes[].groupBy",
    see: { file: VALIDATION2, text: "duplicate values not permitted in route 'groupBy'" },
    find: inRoutes(repeated)
  }),
  leftOut({
    id: "alertmanager-config/group-by-all",
    field: "route.groupBy, route.routes[].groupBy",
    see: { file: VALIDATION2, text: "must be a sole value in route 'groupBy'" },
    find: inRoutes(({ route }) => strings(route.groupBy).includes("...") && strings(route.groupBy).length > 1 ? [{ at: "groupBy", why: 'has "..." and names of labels: "..." stands for all labels, so it must stand alone' }] : [])
  }),
  leftOut({
    id: "alertmanager-config/mute-interval-unknown",
    field: "route.muteTimeIntervals, route.routes[].muteTimeIntervals",
    see: { file: VALIDATION2, text: "mute time interval %q not found" },
    find: inRoutes(unknownIntervals("muteTimeIntervals"))
  }),
  leftOut({
    id: "alertmanager-config/active-interval-unknown",
    field: "route.activeTimeIntervals, route.routes[].activeTimeIntervals",
    see: { file: VALIDATION2, text: "time interval %q not found" },
    find: inRoutes(unknownIntervals("activeTimeIntervals"))
  }),
  leftOut({
    id: "alertmanager-config/child-route-type",
    field: "route.routes[]",
    see: { file: TYPE_FILE2, text: "dec.Decode(&out[i])" },
    find: decoding("type")
  }),
  leftOut({
    id: "alertmanager-config/child-route-field",
    field: "route.routes[]",
    since: "0.77.0",
    see: { file: TYPE_FILE2, text: "dec.DisallowUnknownFields()" },
    find: decoding("unknown-field")
  }),
  ignored({
    id: "alertmanager-config/child-route-field-ignored",
    field: "route.routes[]",
    until: "0.77.0",
    see: { file: TYPE_FILE2, text: "json.Unmarshal(v.Raw, &out[i])" },
    find: decoding("unknown-field")
  }),
  ...inPhases({
    id: "alertmanager-config/child-route-duration",
    field: "route.routes[].groupWait, groupInterval, repeatInterval",
    find: inChildren(badDurations)
  }, [
    { until: "0.89.0", effect: "object-left-out", see: { file: VALIDATION2, text: "does not match required regex" } },
    { since: "0.89.0", effect: "everything-blocked", see: { file: GENERATION, text: '"group_wait: %w"' } }
  ]),
  leftOut({
    id: "alertmanager-config/route-duration",
    field: "route.groupWait, groupInterval, repeatInterval",
    until: "0.89.0",
    // then the schema checks them
    see: { file: VALIDATION2, text: "does not match required regex" },
    find: inRoutes((node, spec, context) => node.isTop ? badDurations(node, spec, context) : [])
  }),
  ...inPhases({
    id: "alertmanager-config/zero-interval",
    field: "route.groupInterval, route.repeatInterval, and of route.routes[]",
    find: inRoutes(({ route }) => ["groupInterval", "repeatInterval"].filter((field) => durationOf(textOf2(route[field])) === 0).map((field) => ({
      at: field,
      value: route[field],
      why: 'is zero, which Alertmanager does not accept: write a duration such as "5m", or remove the field'
    })))
  }, [
    { until: "0.89.0", effect: "invalid-at-reload", see: inAlertmanager("config/config.go", "_interval cannot be zero") },
    { since: "0.89.0", effect: "field-ignored", see: { file: GENERATION, text: "returns an empty string if d is a zero duration" } }
  ]),
  atReload({
    id: "alertmanager-config/group-by-empty",
    field: "route.groupBy[], route.routes[].groupBy[]",
    see: inAlertmanager("config/config.go", "invalid label name %q in group_by list"),
    find: inRoutes(({ route }) => strings(route.groupBy).flatMap((label, at) => label === "" ? [{ at: `groupBy[${at}]`, value: label, why: "is empty: write the name of a label" }] : []))
  }),
  atReload({
    id: "alertmanager-config/group-by-utf8",
    field: "route.groupBy[], route.routes[].groupBy[]",
    see: inAlertmanager("config/config.go", "invalid label name %q in group_by list"),
    find: inRoutes(({ route }, _, { env }) => isBelow(env.alertmanager, "0.27.0") ? strings(route.groupBy).flatMap((label, at) => label === "" || label === "..." || CLASSIC4.test(label) ? [] : [{
      at: `groupBy[${at}]`,
      value: label,
      why: `requires Alertmanager 0.27.0 or newer; the version is ${env.alertmanager.text}: use letters, digits and "_" alone`
    }]) : [])
  }),
  ignored({
    id: "alertmanager-config/without-route",
    field: "receivers, muteTimeIntervals",
    see: { file: GENERATION, text: "Skip early if there's no route definition" },
    find: (spec) => isJson(spec.route) || names(spec.receivers).length === 0 ? [] : [{ at: "receivers", why: 'are not used, because "spec.route" is missing: add a route that names one of them' }]
  })
];

// src/admission/operator/alertmanager/time-intervals.ts
var DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
var MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
var TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
function intervalsOf(spec) {
  const field = spec.timeIntervals === void 0 ? "muteTimeIntervals" : "timeIntervals";
  return mapsOf(spec[field]).map(({ at, map }) => ({
    at: `${field}[${at}]`,
    map,
    ranges: mapsOf(map.timeIntervals).map((range) => ({ at: `${field}[${at}].timeIntervals[${range.at}]`, map: range.map }))
  }));
}
var inRanges = (find) => (spec) => intervalsOf(spec).flatMap(({ ranges }) => ranges.flatMap(({ at, map }) => find(map).map((fault) => ({ ...fault, at: `${at}.${fault.at}` }))));
function inTexts(field, why) {
  return inRanges((times) => listOf2(times[field]).flatMap((text2, at) => {
    const found = typeof text2 === "string" ? why(text2) : void 0;
    return found === void 0 ? [] : [{ at: `${field}[${at}]`, value: text2, why: found }];
  }));
}
var integer = (text2) => /^[+-]?\d+$/.test(text2) ? Number(text2) : void 0;
function rangeOf(text2, read5) {
  const parts = text2.split(":");
  return { start: read5(parts[0]), end: read5(parts[parts.length - 1]), isRange: parts.length <= 2 };
}
var weekday = (text2) => DAYS.includes(text2.toLowerCase()) ? DAYS.indexOf(text2.toLowerCase()) : integer(text2);
function month(text2) {
  const at = MONTHS.indexOf(text2.toLowerCase());
  const number2 = integer(text2);
  return at >= 0 ? at + 1 : number2 !== void 0 && number2 >= 1 && number2 <= 12 ? number2 : void 0;
}
var minutes = (text2) => text2 === "24:00" ? 1440 : Number(text2.slice(0, 2)) * 60 + Number(text2.slice(3));
var dayOf = (day) => day < 0 ? 28 + day : day;
function whyNoDays({ start, end }) {
  if (!["number", "undefined"].includes(typeof start) || !["number", "undefined"].includes(typeof end)) {
    return void 0;
  }
  const [first, last] = [Number(start ?? 0), Number(end ?? 0)];
  const wrong = [first, last].find((day) => day === 0 || Math.abs(day) > 31);
  if (wrong !== void 0) {
    return { why: `has the day ${wrong}: write both "start" and "end", from 1 to 31, or from -31 to -1 to count from the end of the month` };
  }
  if (first < 0 && last > 0) {
    return { why: `begins at ${first} and ends at ${last}: if "start" is negative, "end" must be negative, too` };
  }
  return dayOf(first) > dayOf(last) ? { why: `ends (${last}) before it begins (${first}): exchange "start" and "end"` } : void 0;
}
var INTERVAL_ROWS = [
  leftOut({
    id: "alertmanager-config/interval-name",
    field: "muteTimeIntervals[].name",
    see: { file: TYPES3, text: "empty name field for mute time interval" },
    find: (spec) => intervalsOf(spec).flatMap(({ at, map }) => textOf2(map.name) === "" ? [{ at: `${at}.name`, why: "is missing: give the time interval a name" }] : [])
  }),
  leftOut({
    id: "alertmanager-config/times-incomplete",
    field: "muteTimeIntervals[].timeIntervals[].times[]",
    see: { file: TYPES3, text: "start and end are required" },
    find: inRanges(({ times }) => mapsOf(times).flatMap(({ at, map }) => ["startTime", "endTime"].filter((field) => textOf2(map[field]) === "").map((field) => ({ at: `times[${at}].${field}`, why: 'is missing: write both "startTime" and "endTime"; the day ends at "24:00"' }))))
  }),
  leftOut({
    id: "alertmanager-config/times-reversed",
    field: "muteTimeIntervals[].timeIntervals[].times[]",
    see: { file: TYPES3, text: "cannot be equal or greater than end time" },
    find: inRanges(({ times }) => mapsOf(times).flatMap(({ at, map }) => {
      const [start, end] = [textOf2(map.startTime), textOf2(map.endTime)];
      return TIME.test(start) && TIME.test(end) && minutes(start) >= minutes(end) ? [{
        at: `times[${at}]`,
        why: `begins at ${shown(start)} and ends at ${shown(end)}: over midnight write two ranges, to "24:00" and from "00:00"`
      }] : [];
    }))
  }),
  leftOut({
    id: "alertmanager-config/weekdays",
    field: "muteTimeIntervals[].timeIntervals[].weekdays[]",
    see: { file: TYPES3, text: "start day cannot be before end day" },
    find: inTexts("weekdays", (text2) => {
      const { start, end, isRange } = rangeOf(text2, weekday);
      if (!isRange || start === void 0 || end === void 0 || start < 0 || end > 6) {
        return 'is no day and no range of days: write one like "monday" or "monday:friday"';
      }
      return start > end ? 'ends before it begins, because the week begins on sunday: write two ranges, such as "saturday" and "sunday"' : void 0;
    })
  }),
  leftOut({
    id: "alertmanager-config/months",
    field: "muteTimeIntervals[].timeIntervals[].months[]",
    see: { file: TYPES3, text: "is before start month" },
    find: inTexts("months", (text2) => {
      const { start, end, isRange } = rangeOf(text2, month);
      if (!isRange || start === void 0 || end === void 0) {
        return 'is no month and no range of months: write one like "december" or "1:3"';
      }
      return start > end ? "ends before it begins: over the end of the year write two ranges" : void 0;
    })
  }),
  leftOut({
    id: "alertmanager-config/years",
    field: "muteTimeIntervals[].timeIntervals[].years[]",
    see: { file: TYPES3, text: "is before start year" },
    find: inTexts("years", (text2) => {
      const { start, end, isRange } = rangeOf(text2, integer);
      if (!isRange || start === void 0 || end === void 0) {
        return 'is no year and no range of years: write one like "2030" or "2030:2032"';
      }
      return start > end ? "ends before it begins: exchange the years" : void 0;
    })
  }),
  leftOut({
    id: "alertmanager-config/days-of-month",
    field: "muteTimeIntervals[].timeIntervals[].daysOfMonth[]",
    see: { file: TYPES3, text: "is not a valid day of the month" },
    find: inRanges(({ daysOfMonth }) => mapsOf(daysOfMonth).flatMap(({ at, map }) => {
      const fault = whyNoDays(map);
      return fault ? [{ at: `daysOfMonth[${at}]`, ...fault }] : [];
    }))
  }),
  atReload({
    id: "alertmanager-config/interval-empty",
    field: "muteTimeIntervals[].timeIntervals",
    see: { file: GENERATION, text: "muteTimeInterval.Name = makeNamespacedString(in.Name, crKey)" },
    find: (spec) => intervalsOf(spec).flatMap(({ at, map, ranges }) => textOf2(map.name) !== "" && ranges.length === 0 && (map.timeIntervals === void 0 || listOf2(map.timeIntervals).length === 0) ? [{
      at: `${at}.timeIntervals`,
      why: "is empty, and the operator then writes the interval without its name: add a range, or remove the interval"
    }] : [])
  }),
  atReload({
    id: "alertmanager-config/interval-twice",
    field: "muteTimeIntervals[].name",
    see: inAlertmanager("config/config.go", "mute time interval %q is not unique"),
    find: (spec) => {
      const all3 = intervalsOf(spec).filter(({ ranges }) => ranges.length > 0);
      return all3.flatMap(({ at, map }, index) => textOf2(map.name) !== "" && all3.findIndex((other) => other.map.name === map.name) < index ? [{ at: `${at}.name`, value: map.name, why: "is the name of another time interval, too: give each its own name" }] : []);
    }
  })
];

// src/admission/operator/alertmanager/whole-config.ts
function isWholeConfiguration(manifest, { alertmanagerManifest }) {
  const name = valueAt(alertmanagerManifest, "spec.alertmanagerConfiguration.name");
  return filled(name) && name === valueAt(manifest, "metadata.name") && valueAt(alertmanagerManifest, "metadata.namespace") === valueAt(manifest, "metadata.namespace");
}
var forbidden = (id, field, text2, isGiven, why) => rejecting({
  id: `alertmanager-config/whole-${id}`,
  field: `route.${field}`,
  see: { file: GENERATION, text: text2 },
  find: ({ route }) => isJson(route) && isGiven(route) ? [{ at: `route.${field}`, why }] : []
});
var WHOLE_ROWS = [
  rejecting({
    id: "alertmanager-config/whole-route",
    field: "route",
    see: { file: GENERATION, text: "root route must exist" },
    find: ({ route }) => isJson(route) ? [] : [{ at: "route", why: "is missing, and this object is the whole configuration of the Alertmanager: add a route with a receiver" }]
  }),
  forbidden("continue", "continue", "cannot have continue in root route", ({ continue: goesOn }) => goesOn === true, "is set at the first route, which has no route next to it: remove it"),
  forbidden("matchers", "matchers", "'matchers' not permitted on root route", ({ matchers }) => listOf2(matchers).length > 0, "is set at the first route, which takes every alert: move it into a route below"),
  forbidden(
    "mute",
    "muteTimeIntervals",
    "'mute_time_intervals' not permitted on root route",
    ({ muteTimeIntervals }) => listOf2(muteTimeIntervals).length > 0,
    "is set at the first route, which takes every alert: move it into a route below"
  ),
  forbidden(
    "active",
    "activeTimeIntervals",
    "'active_time_intervals' not permitted on root route",
    ({ activeTimeIntervals }) => listOf2(activeTimeIntervals).length > 0,
    "is set at the first route, which takes every alert: move it into a route below"
  )
];
var NAMESPACE_ROWS = [otherwise({
  id: "alertmanager-config/other-namespace",
  field: "route.matchers[].value",
  see: { file: GENERATION, text: "func (ne *namespaceEnforcer) processRoute(" },
  find: (spec, { env: { alertmanagerManifest }, namespace }) => {
    const strategy2 = textOf2(valueAt(alertmanagerManifest, "spec.alertmanagerConfigMatcherStrategy.type")) || "OnNamespace";
    const isFree = strategy2 === "None" || strategy2 !== "OnNamespace" && valueAt(alertmanagerManifest, "metadata.namespace") === namespace;
    if (!alertmanagerManifest || isFree || namespace === void 0 || routesOf(spec).length === 0) {
      return [];
    }
    return matchersOf(spec).filter(({ at, name, value, matchType, regex }) => at.startsWith("route.") && name === "namespace" && value !== namespace && (matchType === "=" || matchType === "" && !regex)).map(({ at, value }) => ({
      at: `${at}.value`,
      value,
      why: `meets no alert, because the operator adds namespace="${namespace}" to the first route: remove it, or move the object into that namespace`
    }));
  }
})];

// src/admission/operator/shared/evaluate.ts
function faultsOf(part, value, path2, context) {
  if (!isJson(value)) {
    return [];
  }
  const own2 = part.rows.filter((row13) => isInForce(row13, context.env)).flatMap((row13) => row13.find(value, context).map((fault) => ({ row: row13, fault: { ...fault, at: join(path2, fault.at) } })));
  const inner = (part.contains ?? []).filter((each2) => isInForce(each2, context.env)).flatMap((each2) => select(value, each2.at).flatMap((found) => faultsOf(each2.part, found.value, join(path2, found.path), context)));
  return [...own2, ...inner];
}
function rowsOf(part, at = "") {
  return [...part.rows.map((row13) => ({ row: row13, at })), ...(part.contains ?? []).flatMap((each2) => rowsOf(each2.part, join(at, each2.at)))];
}

// src/admission/operator/alertmanager/alertmanager-config.ts
var INTEGRATIONS = [...BASIC, ...CHATS, ...PAGING];
var RECEIVER_ROWS = [
  leftOut({
    id: "alertmanager-config/receiver-twice",
    field: "receivers[].name",
    see: { file: VALIDATION2, text: "%q receiver is not unique" },
    find: (spec) => {
      const all3 = mapsOf(spec.receivers).map(({ at, map }) => ({ at, name: textOf2(map.name) }));
      return all3.flatMap(({ at, name }, index) => all3.findIndex((other) => other.name === name) < index ? [{ at: `receivers[${at}].name`, value: name, why: "is the name of another receiver, too: give each its own name" }] : []);
    }
  })
];
var OLD_INTERVALS = ["muteTimeIntervals", "activeTimeIntervals"].map((field) => {
  const since2 = field === "muteTimeIntervals" ? "0.22.0" : "0.24.0";
  return ignored({
    id: `alertmanager-config/${field}-version`,
    field: `route.${field}`,
    see: {
      file: GENERATION,
      text: field === "muteTimeIntervals" ? "named mute time intervals in route is supported" : "active time intervals in route is supported"
    },
    find: ({ route }, { env }) => isJson(route) && listOf2(route[field]).length > 0 && isBelow(env.alertmanager, since2) ? [{
      at: `route.${field}`,
      why: `requires Alertmanager ${since2} or newer; the version is ${env.alertmanager.text}: use a newer Alertmanager`
    }] : []
  });
});
var CONFIG_SPEC = {
  rows: [...RECEIVER_ROWS, ...ROUTE_ROWS, ...MATCHER_ROWS, ...INTERVAL_ROWS, ...INHIBIT_ROWS, ...OLD_INTERVALS],
  contains: INTEGRATIONS.map(({ field, part }) => ({ at: `receivers[].${field}[]`, part }))
};
var UNUSED_WITHOUT_ROUTE = /^spec\.(receivers|muteTimeIntervals|timeIntervals)\b/;
var AT_GENERATION = ["everything-blocked", "invalid-at-reload", "field-ignored", "works-otherwise"];
function alertmanagerConfigFaults(manifest, given) {
  const { metadata } = manifest;
  if (!isJson(manifest.spec)) {
    return [];
  }
  const spec = withTree(manifest.spec);
  const env = { ...given, alertmanager: alertmanagerVersion(given.alertmanagerManifest, given.alertmanager) };
  const namespace = isJson(metadata) ? textOf2(metadata.namespace) || void 0 : void 0;
  const context = { env, kind: "AlertmanagerConfig", namespace };
  const isWhole2 = isWholeConfiguration(manifest, env);
  const hasRoute = isJson(spec.route);
  return [
    ...faultsOf(CONFIG_SPEC, spec, "spec", context).map(({ row: row13, fault }) => ({ row: row13, fault, effect: effectFor(effectOf(row13), isWhole2) })).filter(({ fault }) => typeof fault.value !== "string" || !isPlaceholder4(fault.value)).filter(({ row: row13, fault, effect }) => hasRoute || !AT_GENERATION.includes(effect) || row13.id.endsWith("/without-route") || !UNUSED_WITHOUT_ROUTE.test(fault.at)),
    ...(isWhole2 ? WHOLE_ROWS : NAMESPACE_ROWS).flatMap((row13) => row13.find(spec, context).map((fault) => ({ row: row13, effect: row13.effect, fault: { ...fault, at: `spec.${fault.at}` } })))
  ];
}
var isPlaceholder4 = (text2) => text2.includes("${");
var effectOf = (row13) => row13.effect ?? "object-left-out";
var CONFIG_ROWS = rowsOf(CONFIG_SPEC, "spec").map(({ row: row13, at }) => ({ row: row13, at, effect: effectOf(row13) }));

// src/admission/operator/shared/http-config.ts
var FILE3 = "pkg/apis/monitoring/v1/http_config.go";
var AUTHENTICATION = ["authorization", "basicAuth", "bearerTokenSecret", "oauth2"];
var PAIRS = AUTHENTICATION.flatMap(
  (first, at) => AUTHENTICATION.slice(at + 1).map(
    (second) => ({
      id: `http-config/${first}-and-${second}`,
      field: `${first}, ${second}`,
      since: "0.86.0",
      see: { file: FILE3, text: `${first} and ${second} cannot be configured at the same time` },
      find: (part) => isSet(part[first]) && isSet(part[second]) ? [{ at: second, why: `is set next to "${first}", and a client has one way of authentication: remove one of them` }] : []
    })
  )
);
var CREDENTIALS = {
  ...MISSING_CREDENTIALS,
  since: "0.92.0",
  find: (part, context) => isJson(part.authorization) ? MISSING_CREDENTIALS.find(part.authorization, context).map((fault) => ({ ...fault, at: `authorization.${fault.at}` })) : []
};
function isWritten(field, value) {
  if (!isJson(value)) {
    return false;
  }
  if (field === "bearerTokenSecret") {
    return textOf2(value.name) !== "";
  }
  return field !== "authorization" || isJson(value.credentials) || textOf2(value.type) !== "";
}
var ONE_AUTHENTICATION = {
  rows: [
    {
      id: "authentication/twice",
      field: AUTHENTICATION.join(", "),
      see: { file: "pkg/prometheus/resource_selector.go", text: "checkProbe verifies that the Probe object is valid" },
      find: (part) => {
        const given = AUTHENTICATION.filter((field) => isWritten(field, part[field]));
        return given.length < 2 ? [] : [{ at: given[1], why: `is set next to "${given[0]}", and a client has one way of authentication: remove one of them` }];
      }
    }
  ]
};
var AUTHENTICATIONS = {
  rows: [...PAIRS, CREDENTIALS],
  contains: [
    { at: "authorization", part: SAFE_AUTHORIZATION },
    { at: "basicAuth", part: BASIC_AUTH },
    { at: "bearerTokenSecret", part: NAMED_SECRET_KEY },
    { at: "oauth2", part: OAUTH2 }
  ]
};
var HTTP_CONFIG = {
  rows: AUTHENTICATIONS.rows,
  contains: [...AUTHENTICATIONS.contains, { at: "tlsConfig", part: SAFE_TLS }, { at: "", part: PROXY }]
};
var HTTP_CONFIG_WITH_FILES = {
  rows: AUTHENTICATIONS.rows,
  contains: [...AUTHENTICATIONS.contains, { at: "tlsConfig", part: TLS }, { at: "", part: PROXY }]
};

// src/admission/operator/shared/web-tls.ts
var FILE4 = "pkg/apis/monitoring/v1/types.go";
var isFile = (part, field) => textOf2(part[field]) !== "";
var isKey3 = ({ keySecret }) => isJson(keySecret) && (textOf2(keySecret.name) !== "" || textOf2(keySecret.key) !== "" || keySecret.optional !== void 0);
var TEXTS2 = {
  ca: "clientCAFile and clientCA",
  cert: "cert and certFile",
  key: "keyFile and keySecret"
};
function both3(id, reference, file, isGiven) {
  return {
    id: `web-tls/${id}`,
    field: `${reference}, ${file}`,
    since: "0.77.0",
    see: { file: FILE4, text: `cannot specify both ${TEXTS2[id]}` },
    find: (part) => isGiven(part) && isFile(part, file) ? [{ at: file, value: part[file], why: `is set next to "${reference}": remove one of them` }] : []
  };
}
var WEB_TLS = {
  rows: [
    both3("ca", "client_ca", "clientCAFile", (part) => !isEmptyReference(part.client_ca)),
    both3("cert", "cert", "certFile", (part) => !isEmptyReference(part.cert)),
    both3("key", "keySecret", "keyFile", isKey3),
    {
      id: "web-tls/no-key",
      field: "keySecret",
      see: { file: FILE4, text: "TLS private key must be defined" },
      find: (part) => isKey3(part) || isFile(part, "keyFile") ? [] : [{ at: "keySecret", why: 'is missing, and so is "keyFile": write one of them' }]
    },
    {
      id: "web-tls/no-cert",
      field: "cert",
      see: { file: FILE4, text: "TLS certificate must be defined" },
      find: (part) => !isEmptyReference(part.cert) || isFile(part, "certFile") ? [] : [{ at: "cert", why: 'is missing, and so is "certFile": write one of them' }]
    }
  ],
  contains: [
    { at: "client_ca", part: UNREAD_SECRET_OR_CONFIG_MAP },
    { at: "cert", part: UNREAD_SECRET_OR_CONFIG_MAP }
  ]
};

// src/admission/operator/alertmanager/places.ts
var MOUNTED_TLS = {
  rows: SAFE_TLS.rows.filter(({ id }) => !id.endsWith("-no-pem")),
  contains: ["ca", "cert"].map((at) => ({ at, part: { rows: SECRET_OR_CONFIG_MAP.rows } }))
};
var GLOBAL = "spec.alertmanagerConfiguration.global";
var GLOBAL_SECRETS = [
  "smtp.authPassword",
  "smtp.authSecret",
  "slackApiUrl",
  "opsGenieApiUrl",
  "opsGenieApiKey",
  "victorops.apiKey",
  "rocketChat.token",
  "rocketChat.tokenID",
  "wechat.apiSecret",
  "mattermost.webhookURL"
];
var ALERTMANAGER_PLACES = [
  [`${GLOBAL}.httpConfig`, HTTP_CONFIG, "0.88.0"],
  ...GLOBAL_SECRETS.map((field) => [`${GLOBAL}.${field}`, SECRET_KEY]),
  ["spec.clusterTLS.server", WEB_TLS],
  ["spec.clusterTLS.client", MOUNTED_TLS]
];

// src/admission/operator/prometheus.ts
var PROMCFG2 = "pkg/prometheus/promcfg.go";
var TYPES7 = "pkg/apis/monitoring/v1/prometheus_types.go";
var BOTH = ["Prometheus", "PrometheusAgent"];
var row5 = (id, { kinds = BOTH, field, effect = "resource-rejected", file = PROMCFG2, text: text2, ...lifetime }, find) => ({ id: `prometheus/${id}`, kinds, field, effect, ...lifetime, see: { file, text: text2 }, find });
var SELECTORS = ["serviceMonitorSelector", "podMonitorSelector", "probeSelector", "scrapeConfigSelector"];
function isManaged2(kind, spec) {
  return kind !== "Prometheus" || isJson(spec) && SELECTORS.some((name) => isSet(spec[name]));
}
var generated = (id, options, find) => row5(id, options, (value, context, manifest) => {
  const spec = isJson(manifest.spec) ? manifest.spec : {};
  return isManaged2(context.kind, spec) ? find(value, context, spec) : [];
});
function numberOf4(value) {
  if (typeof value === "number") {
    return value;
  }
  const match = /^([+-]?\d+(?:\.\d+)?)(m?)$/.exec(textOf2(value));
  return match ? Number(match[1]) / (match[2] === "m" ? 1e3 : 1) : void 0;
}
function between(value, most) {
  const number2 = numberOf4(value);
  return number2 === void 0 || number2 >= 0 && number2 <= most ? [] : [{ at: "", value, why: `is not between 0 and ${most}` }];
}
var requires2 = (value, version2, { prometheus }) => isBelow(prometheus, version2) ? [{ at: "", value: textOf2(value) || void 0, why: `requires Prometheus ${version2} or newer; the version is ${prometheus.text}` }] : [];
var strategy = (id, name, version2, since2) => generated(
  `otlp-${id}`,
  { field: "spec.otlp.translationStrategy", since: since2, isAsOldAsField: true, text: `is only supported from Prometheus version ${version2}` },
  (value, context) => value === name ? requires2(value, version2, context) : []
);
var selector2 = (names2, since2) => names2.map(
  (name) => row5(
    `selector-${name.toLowerCase()}`,
    {
      kinds: name.startsWith("rule") ? ["Prometheus", "ThanosRuler"] : BOTH,
      field: `spec.${name}`,
      since: since2,
      file: name.includes("Namespace") ? "pkg/operator/operator.go" : "pkg/prometheus/resource_selector.go",
      text: name.includes("Namespace") ? "failed to convert namespace label selector to selector" : "metav1.LabelSelectorAsSelector(selector)"
    },
    selectorFaults
  )
);
function reserved(labels2, _context, manifest) {
  const spec = isJson(manifest.spec) ? manifest.spec : {};
  const own2 = [
    ["replicaExternalLabelName", "prometheus_replica"],
    ["prometheusExternalLabelName", "prometheus"]
  ].map(([field, usual]) => isSet(spec[field]) ? spec[field] : usual).filter((name) => name !== "");
  return (isJson(labels2) ? Object.keys(labels2) : []).filter((name) => own2.includes(name)).map((name) => ({
    at: `[${JSON.stringify(name)}]`,
    why: 'is the label that the operator sets itself: rename it, or set "replicaExternalLabelName" or "prometheusExternalLabelName"'
  }));
}
var LIMITS = ["sampleLimit", "targetLimit", "labelLimit", "labelNameLengthLimit", "labelValueLengthLimit", "keepDroppedTargets"];
var enforcedName = (limit) => `enforced${limit[0].toUpperCase()}${limit.slice(1)}`;
var PROMETHEUS_ROWS = [
  row5(
    "version",
    { field: "spec.version", text: "failed to parse Prometheus version" },
    (value) => typeof value !== "string" || value === "" || value.includes("${") || readVersion(value) ? [] : [{ at: "", value, why: 'is no version: write it like "v3.5.0"' }]
  ),
  row5("major", { field: "spec.version", text: "unsupported Prometheus version %q" }, (value) => {
    const version2 = readVersion(textOf2(value));
    return version2 === void 0 || version2.major === 2 || version2.major === 3 ? [] : [{ at: "", value, why: "has a major version that the operator cannot configure: use 2 or 3" }];
  }),
  row5(
    "major-3",
    { field: "spec.version", until: "0.77.0", text: "unsupported Prometheus version %q" },
    (value) => readVersion(textOf2(value))?.major === 3 ? [{ at: "", value, why: "has a major version that prometheus-operator can configure from 0.77 on: update the operator, or use 2" }] : []
  ),
  row5("default-class", { field: "spec", since: "0.72.0", isAsOldAsField: true, text: "multiple default scrape classes defined" }, (spec) => {
    const classes = listOf2(isJson(spec) ? spec.scrapeClasses : void 0);
    const defaults = classes.flatMap((each2, at) => isJson(each2) && each2.default === true ? [at] : []);
    return defaults.length < 2 ? [] : [{ at: `scrapeClasses[${defaults[1]}].default`, why: `is set next to that of scrapeClasses[${defaults[0]}]: keep one` }];
  }),
  generated(
    "timeout",
    { field: "spec.scrapeTimeout", text: "validates the value of scrapeTimeout based on scrapeInterval" },
    (value, _context, spec) => {
      const interval = textOf2(spec.scrapeInterval) || "30s";
      const [longest, shortest] = [durationOf(textOf2(value)), durationOf(interval)];
      return longest === void 0 || shortest === void 0 || longest <= shortest ? [] : [{ at: "", value, why: `is longer than "scrapeInterval", ${shown(interval)}: shorten "scrapeTimeout"` }];
    }
  ),
  generated(
    "stale-series",
    {
      field: "spec.tsdb.staleSeriesCompactionThreshold",
      since: "0.92.0",
      isAsOldAsField: true,
      file: TYPES7,
      text: "`staleSeriesCompactionThreshold` must be between 0 and 1"
    },
    (value) => between(value, 1)
  ),
  generated(
    "retention-percentage",
    {
      kinds: ["Prometheus"],
      field: "spec.retentionPercentage",
      since: "0.94.0",
      isAsOldAsField: true,
      text: "`retentionPercentage` must be between 0 and 100"
    },
    (value) => between(value, 100)
  ),
  generated(
    "sampling",
    {
      field: "spec.tracingConfig.samplingFraction",
      since: "0.88.0",
      file: "pkg/apis/monitoring/v1/types.go",
      text: "`samplingFraction` must be between 0 and 1"
    },
    (value) => between(value, 1)
  ),
  generated(
    "chunk-encoding",
    {
      field: "spec.tsdb.chunkEncoding.floats",
      since: "0.93.0",
      isAsOldAsField: true,
      text: "is incompatible with --enable-feature=st-storage"
    },
    (value, _context, spec) => value === "Xor" && listOf2(spec.enableFeatures).includes("st-storage") ? [{ at: "", value, why: 'cannot store what the feature "st-storage" keeps: use "Xor2", or remove the feature' }] : []
  ),
  generated(
    "otlp",
    { field: "spec.otlp", since: "0.78.0", text: "OTLP configuration is only supported from Prometheus version 2.55.0" },
    (value, context) => requires2(value, "2.55.0", context)
  ),
  generated(
    "otlp-names",
    {
      field: "spec.otlp.translationStrategy",
      since: "0.79.0",
      isAsOldAsField: true,
      text: "is not compatible with OTLP translation strategy"
    },
    (value, _context, spec) => value === "NoUTF8EscapingWithSuffixes" && spec.nameValidationScheme === "Legacy" ? [{ at: "", value, why: 'needs names in UTF-8, and "nameValidationScheme" is "Legacy": change one of them' }] : []
  ),
  strategy("no-translation", "NoTranslation", "3.4.0", "0.83.0"),
  strategy("no-suffixes", "UnderscoreEscapingWithoutSuffixes", "3.6.0", "0.86.0"),
  generated(
    "otlp-promote",
    {
      field: "spec.otlp",
      since: "0.85.0",
      isAsOldAsField: true,
      file: TYPES7,
      text: "'promoteAllResourceAttributes' cannot be set to 'true' simultaneously with 'promoteResourceAttributes'"
    },
    (value, { prometheus }) => isJson(value) && prometheus?.isAtLeast("3.5.0") === true && value.promoteAllResourceAttributes === true && listOf2(value.promoteResourceAttributes).length > 0 ? [{ at: "promoteResourceAttributes", why: 'is set next to "promoteAllResourceAttributes": remove one of them' }] : []
  ),
  generated(
    "otlp-ignore",
    {
      field: "spec.otlp",
      since: "0.85.0",
      isAsOldAsField: true,
      file: TYPES7,
      text: "'ignoreResourceAttributes' can only be set when 'promoteAllResourceAttributes' is true"
    },
    (value, { prometheus }) => isJson(value) && prometheus?.isAtLeast("3.5.0") === true && value.promoteAllResourceAttributes !== true && listOf2(value.ignoreResourceAttributes).length > 0 ? [{ at: "ignoreResourceAttributes", why: 'leaves out of all attributes: set "promoteAllResourceAttributes"' }] : []
  ),
  generated(
    "alertmanager-authentication",
    {
      kinds: ["Prometheus"],
      field: "spec.alerting.alertmanagers[]",
      file: "pkg/prometheus/server/operator.go",
      text: "can't be set at the same time, at most one of them must be defined"
    },
    (value) => {
      const given = isJson(value) ? ["bearerTokenFile", "basicAuth", "authorization", "sigv4"].filter((name) => isSet(value[name]) && value[name] !== "") : [];
      return given.length < 2 ? [] : [
        {
          at: given[1],
          why: `is one of ${given.map((name) => shown(name)).join(", ")}, and a client has one way of authentication: keep one of them`
        }
      ];
    }
  ),
  ...selector2([
    "serviceMonitorSelector",
    "podMonitorSelector",
    "probeSelector",
    "serviceMonitorNamespaceSelector",
    "podMonitorNamespaceSelector",
    "probeNamespaceSelector"
  ]),
  ...selector2(["scrapeConfigSelector", "scrapeConfigNamespaceSelector", "ruleSelector", "ruleNamespaceSelector"], "0.87.0"),
  row5(
    "agent-storage",
    {
      kinds: ["PrometheusAgent"],
      field: "spec.tsdb",
      effect: "invalid-at-reload",
      since: "0.93.0",
      text: 'AppendMapItem(cfg, "storage", storage)'
    },
    (value, { prometheus }) => {
      const options = [
        ["outOfOrderTimeWindow", "2.54.0"],
        ["staleSeriesCompactionThreshold", "3.10.0"],
        ["chunkEncoding.floats", "3.13.0"]
      ].filter(([path2, since2]) => isSet(valueAt(value, path2)) && prometheus?.isAtLeast(since2) === true);
      return options.length < 2 ? [] : [
        {
          at: options[1][0],
          why: `is set next to "${options[0][0]}", and the operator writes "storage" twice, which Prometheus refuses: keep one of them`
        }
      ];
    }
  ),
  row5(
    "external-labels",
    { field: "spec.externalLabels", effect: "field-ignored", text: "ignoring external label because it is a reserved key" },
    reserved
  ),
  ...LIMITS.map(
    (limit) => row5(
      `limit-${limit.toLowerCase()}`,
      {
        field: `spec.${limit}`,
        effect: "field-ignored",
        since: "0.75.0",
        text: "is greater than the enforced limit, using enforced limit"
      },
      (value, _context, manifest) => {
        const enforced3 = valueAt(manifest, `spec.${enforcedName(limit)}`);
        return typeof value === "number" && typeof enforced3 === "number" && enforced3 > 0 && value > enforced3 ? [{ at: "", value, why: `is above "${enforcedName(limit)}", ${enforced3}, which is used: lower it` }] : [];
      }
    )
  ),
  row5(
    "unmanaged",
    {
      kinds: ["Prometheus"],
      field: "spec",
      effect: "field-ignored",
      file: "pkg/prometheus/server/operator.go",
      text: "unmanagedPrometheusConfiguration(p)"
    },
    (spec, { kind }) => {
      const unused = isJson(spec) && !isManaged2(kind, spec) ? ["remoteWrite", "remoteRead", "alerting", "ruleSelector", "additionalScrapeConfigs"].filter((name) => isSet(spec[name])) : [];
      return unused.map((at) => ({
        at,
        why: `has no effect while ${SELECTORS.map((name) => shown(name)).join(", ")} are all missing: set one of them to {}`
      }));
    }
  )
];

// src/admission/operator/shared/relabeling-names.ts
var LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
var TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/;
var CASE_ACTIONS = ["lowercase", "uppercase"];
var EQUAL_ACTIONS = ["keepequal", "dropequal"];
var NAME_ACTIONS = ["labeldrop", "labelkeep"];
function actionOf({ action }) {
  return (textOf2(action) || "replace").toLowerCase();
}
function isLegacy({ prometheus }) {
  return isBelow(prometheus, "3.0.0");
}

// src/admission/operator/shared/relabeling-reload.ts
var FILE5 = "prometheus: model/relabel/relabel.go";
var TO_NAME = ["lowercase", "uppercase", ...EQUAL_ACTIONS, "hashmod"];
var row6 = (id, field, text2, find, file = FILE5) => ({ id: `relabeling/${id}`, field, effect: "invalid-at-reload", see: { file, text: text2 }, find });
var obeysScheme = ({ nameScheme, prometheus }) => nameScheme === "Legacy" && prometheus?.isAtLeast("3.7.0") === true;
function schemeFaults(step, context) {
  if (!obeysScheme(context)) {
    return [];
  }
  const [action, target, replacement] = [actionOf(step), textOf2(step.targetLabel), textOf2(step.replacement)];
  const why = 'is no label name while "nameValidationScheme" is "Legacy": use letters, digits and "_"';
  const isWrong = target !== "" && (action === "replace" && !TEMPLATE.test(target) || TO_NAME.includes(action) && !LEGACY_NAME.test(target));
  return [
    ...isWrong ? [{ at: "targetLabel", value: target, why }] : [],
    ...action === "labelmap" && replacement !== "" && !TEMPLATE.test(replacement) ? [{ at: "replacement", value: replacement, why }] : []
  ];
}
var RELOAD_ROWS = [
  // Prometheus compares the expression itself with its default, not the text
  row6("equal-regex", "regex", "c.Regex != DefaultRelabelConfig.Regex", (step) => EQUAL_ACTIONS.includes(actionOf(step)) && step.regex === "(.*)" ? [{ at: "regex", value: step.regex, why: `is an error next to the action "${actionOf(step)}", although it is the default: remove it` }] : []),
  row6("source-labels", "sourceLabels", "SourceLabels model.LabelNames", (step, context) => listOf2(step.sourceLabels).flatMap((label, at) => typeof label === "string" && (label === "" || isLegacy(context) && !LEGACY_NAME.test(label)) ? [{
    at: `sourceLabels[${at}]`,
    value: label,
    why: label === "" ? "is empty, which is no label name: remove it" : 'is no label name below Prometheus 3: use letters, digits and "_"'
  }] : [])),
  row6("scheme", "targetLabel, replacement", "c.NameValidationScheme.IsValidLabelName(c.TargetLabel)", schemeFaults)
];

// src/admission/operator/shared/relabeling.ts
var FILE6 = "pkg/prometheus/validation/validator.go";
var NAMED = ["replace", ...CASE_ACTIONS, ...EQUAL_ACTIONS];
var WITH_TARGET = [...NAMED, "hashmod"];
var EMPTY_REPLACEMENT = { since: "0.80.1" };
var EMPTY_SEPARATOR = { since: "0.73.2" };
var isOther = (value, usual, whenEmpty, { env }) => typeof value === "string" && value !== usual && (value !== "" || isInForce(whenEmpty, env));
function others(step, fields, context) {
  const isGiven = {
    regex: textOf2(step.regex) !== "" && step.regex !== "(.*)",
    modulus: typeof step.modulus === "number" && step.modulus !== 0,
    separator: isOther(step.separator, ";", EMPTY_SEPARATOR, context),
    replacement: isOther(step.replacement, "$1", EMPTY_REPLACEMENT, context),
    sourceLabels: listOf2(step.sourceLabels).length > 0,
    targetLabel: textOf2(step.targetLabel) !== ""
  };
  return fields.filter((field) => isGiven[field]);
}
function row7(id, { field, text: text2, actions, ...lifetime }, find) {
  return {
    id: `relabeling/${id}`,
    field,
    ...lifetime,
    see: { file: FILE6, text: text2 },
    find: (step, context) => {
      const action = actionOf(step);
      return actions.includes(action) ? find(step, context, action) : [];
    }
  };
}
var tooOld3 = (id, text2, actions, since2) => row7(
  id,
  { field: "action", text: text2, actions },
  (step, { prometheus }) => isBelow(prometheus, since2) ? [{ at: "action", value: step.action, why: `requires Prometheus ${since2} or newer; the version is ${prometheus.text}` }] : []
);
var ANY_ACTION = [...WITH_TARGET, "keep", "drop", "labelmap", ...NAME_ACTIONS];
var LETTERS = 'below Prometheus 3 a label name has letters, digits and "_" alone, and begins with no digit';
var LASTING_ROWS = [
  tooOld3("case-version", "relabel action is only supported from Prometheus version 2.36.0", CASE_ACTIONS, "2.36.0"),
  tooOld3("equal-version", "relabel action is only supported from Prometheus version 2.41.0", EQUAL_ACTIONS, "2.41.0"),
  row7("regex", { field: "regex", text: "invalid regex %s for relabel configuration", actions: ANY_ACTION }, ({ regex }) => {
    const pattern = textOf2(regex);
    const why = pattern === "" ? void 0 : whyNoPattern(pattern);
    const isNone = why !== void 0 && whyNoPattern(`(?:${pattern})`) !== void 0;
    return isNone ? [{ at: "regex", value: pattern, why: `is no regular expression of RE2: ${why}` }] : [];
  }),
  row7(
    "modulus",
    { field: "modulus", text: "relabel configuration for hashmod requires non-zero modulus", actions: ["hashmod"] },
    ({ modulus }) => isSet(modulus) && modulus !== 0 ? [] : [{ at: "modulus", why: 'is missing or 0, and "hashmod" divides by it: write a number' }]
  ),
  row7(
    "no-target",
    { field: "targetLabel", text: "relabel configuration for %s action needs targetLabel value", actions: WITH_TARGET },
    (step, _, action) => textOf2(step.targetLabel) === "" && !isOfOtherType2(step.targetLabel) ? [{ at: "targetLabel", why: `is missing, and the action ${shown(action)} needs it` }] : []
  ),
  row7(
    "target",
    { field: "targetLabel", text: `"%q is invalid 'target_label' for %s action"`, actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf2(targetLabel);
      return target !== "" && isLegacy(context) && !TEMPLATE.test(target) ? [{ at: "targetLabel", value: target, why: `is no label name: ${LETTERS}` }] : [];
    }
  ),
  row7(
    "case-replacement",
    { field: "replacement", text: "'replacement' can not be set for %s action", actions: CASE_ACTIONS },
    (step, context, action) => others(step, ["replacement"], context).map((at) => ({
      at,
      value: step[at],
      why: `is not for the action ${shown(action)}, which replaces nothing: remove it`
    }))
  ),
  row7(
    "labelmap",
    { field: "replacement", text: "is invalid 'replacement' for %s action", actions: ["labelmap"] },
    ({ replacement }, context) => {
      const name = textOf2(replacement);
      return name !== "" && isLegacy(context) && !TEMPLATE.test(name) ? [{ at: "replacement", value: name, why: `makes no label name: ${LETTERS}` }] : [];
    }
  ),
  row7(
    "equal",
    {
      field: "regex, modulus, separator, replacement",
      text: "action requires only 'source_labels' and `target_label`, and no other fields",
      actions: EQUAL_ACTIONS
    },
    (step, context, action) => others(step, ["regex", "modulus", "separator", "replacement"], context).map((at) => ({
      at,
      value: step[at],
      why: `is not for the action ${shown(action)}, which has "sourceLabels" and "targetLabel" alone: remove it`
    }))
  ),
  row7(
    "names",
    {
      field: "sourceLabels, targetLabel, modulus, separator, replacement",
      text: "action requires only 'regex', and no other fields",
      actions: NAME_ACTIONS
    },
    (step, context, action) => others(step, ["sourceLabels", "targetLabel", "modulus", "separator", "replacement"], context).map((at) => ({
      at,
      value: at === "sourceLabels" ? void 0 : step[at],
      why: `is not for the action ${shown(action)}, which compares the names of all labels with "regex": remove it`
    }))
  )
];
function isOfOtherType2(value) {
  return isSet(value) && typeof value !== "string";
}
var VERSIONED_ROWS = [
  row7(
    "target-any-version",
    { field: "targetLabel", until: "0.86.0", text: `"%q is invalid 'target_label' for %s action"`, actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf2(targetLabel);
      return target !== "" && !isLegacy(context) && !TEMPLATE.test(target) ? [
        {
          at: "targetLabel",
          value: target,
          why: 'is no label name for prometheus-operator below 0.86: use letters, digits and "_", or update the operator'
        }
      ] : [];
    }
  ),
  row7(
    "target-template",
    { field: "targetLabel", since: "0.86.0", text: `"%q is invalid 'target_label' for %s action"`, actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf2(targetLabel);
      return target !== "" && isLegacy(context) && TEMPLATE.test(target) && !LEGACY_NAME.test(target) ? [
        {
          at: "targetLabel",
          value: target,
          why: "has a variable, which prometheus-operator accepts from Prometheus 3 on: write the name of the label"
        }
      ] : [];
    }
  ),
  row7(
    "hashmod-target",
    { field: "targetLabel", since: "0.86.0", text: `"%q is invalid 'target_label' for %s action"`, actions: ["hashmod"] },
    ({ targetLabel }, context) => {
      const target = textOf2(targetLabel);
      return target !== "" && isLegacy(context) && !LEGACY_NAME.test(target) ? [{ at: "targetLabel", value: target, why: `is no label name: ${LETTERS}` }] : [];
    }
  ),
  row7(
    "labelmap-any-version",
    { field: "replacement", until: "0.86.0", text: "is invalid 'replacement' for %s action", actions: ["labelmap"] },
    ({ replacement }, context) => {
      const name = textOf2(replacement);
      return name !== "" && !isLegacy(context) && !TEMPLATE.test(name) ? [
        {
          at: "replacement",
          value: name,
          why: 'makes no label name for prometheus-operator below 0.86: use letters, digits, "_" and variables, or update the operator'
        }
      ] : [];
    }
  ),
  row7(
    "labelmap-template",
    { field: "replacement", since: "0.88.0", until: "0.89.1", text: "is invalid 'replacement' for %s action", actions: ["labelmap"] },
    ({ replacement }, context) => {
      const name = textOf2(replacement);
      return name !== "" && isLegacy(context) && TEMPLATE.test(name) && !LEGACY_NAME.test(name) ? [
        {
          at: "replacement",
          value: name,
          why: 'has a variable, which this operator accepts from Prometheus 3 on: update it, or remove "replacement" if it is "$1"'
        }
      ] : [];
    }
  ),
  row7(
    "labelmap-empty",
    { field: "replacement", ...EMPTY_REPLACEMENT, text: "is invalid 'replacement' for %s action", actions: ["labelmap"] },
    ({ replacement }) => replacement === "" ? [{ at: "replacement", value: "", why: "makes no label name: leave it out" }] : []
  )
];
var CLASS_RELABELING = { rows: [...LASTING_ROWS, ...VERSIONED_ROWS] };
var RELABELING = { rows: [...CLASS_RELABELING.rows, ...RELOAD_ROWS] };
var UNCHECKED_RELABELING = {
  rows: [...LASTING_ROWS, ...RELOAD_ROWS].map((each2) => ({ ...each2, id: each2.id.replace("relabeling/", "write-relabeling/") }))
};

// src/admission/operator/places.ts
var EFFECT_OF_KIND = {
  ServiceMonitor: "object-left-out",
  PodMonitor: "object-left-out",
  Probe: "object-left-out",
  ScrapeConfig: "object-left-out",
  AlertmanagerConfig: "object-left-out",
  Prometheus: "resource-rejected",
  PrometheusAgent: "resource-rejected",
  ThanosRuler: "resource-rejected",
  Alertmanager: "resource-rejected"
};
var places = (kinds, list, rest = {}) => list.map(([at, part, since2]) => ({ kinds, at, part, since: since2, ...rest }));
var BOTH2 = ["Prometheus", "PrometheusAgent"];
var client = (at, ...parts) => parts.map(([field, part, since2]) => [field === "" ? at : `${at}.${field}`, part, since2]);
var BASIC2 = ["basicAuth", BASIC_AUTH];
var SAFE_AUTH = ["authorization", SAFE_AUTHORIZATION];
var FULL_AUTH = ["authorization", AUTHORIZATION];
var OAUTH = ["oauth2", OAUTH2];
var SAFE_TLS_CONFIG = ["tlsConfig", SAFE_TLS];
var TLS_CONFIG = ["tlsConfig", TLS];
var INLINE_PROXY = ["", PROXY];
var FULL_CLIENT = [BASIC2, SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY];
var WITH_FULL_CLIENT = ["http", "kubernetes", "kuma", "eureka", "docker", "hetzner", "nomad", "dockerSwarm", "puppetDB", "lightSail"];
var SCRAPE_CONFIG = [
  ["spec.relabelings[]", RELABELING],
  ["spec.metricRelabelings[]", RELABELING],
  ...client("spec", ...FULL_CLIENT),
  ...WITH_FULL_CLIENT.flatMap((name) => client(`spec.${name}SDConfigs[]`, ...FULL_CLIENT)),
  ...client(
    "spec.consulSDConfigs[]",
    BASIC2,
    SAFE_AUTH,
    ["oauth2", OAUTH2, "0.92.0"],
    SAFE_TLS_CONFIG,
    ["tokenRef", SECRET_KEY],
    INLINE_PROXY
  ),
  ...client("spec.ec2SDConfigs[]", SAFE_TLS_CONFIG, ["accessKey", SECRET_KEY], ["secretKey", SECRET_KEY], INLINE_PROXY),
  ...client(
    "spec.openstackSDConfigs[]",
    ["tlsConfig", SAFE_TLS, "0.92.0"],
    ["password", SECRET_KEY],
    ["applicationCredentialSecret", SECRET_KEY]
  ),
  ...client("spec.digitalOceanSDConfigs[]", SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client("spec.linodeSDConfigs[]", SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client("spec.ionosSDConfigs[]", SAFE_AUTH, OAUTH, SAFE_TLS_CONFIG, INLINE_PROXY),
  ...client("spec.scalewaySDConfigs[]", SAFE_TLS_CONFIG, ["secretKey", SECRET_KEY], INLINE_PROXY),
  ...client("spec.ovhcloudSDConfigs[]", ["applicationSecret", SECRET_KEY], ["consumerKey", SECRET_KEY]),
  ...client("spec.lightSailSDConfigs[]", ["accessKey", SECRET_KEY], ["secretKey", SECRET_KEY])
];
var REMOTE_WRITE = client(
  "spec.remoteWrite[]",
  BASIC2,
  OAUTH,
  TLS_CONFIG,
  FULL_AUTH,
  ["sigv4", SIGV4],
  ["azureAd.oauth.clientSecret", SECRET_KEY],
  ["", PROXY, "0.85.0"]
);
var AZURE = client(
  "spec.azureSDConfigs[]",
  ["clientSecret", SECRET_KEY],
  BASIC2,
  OAUTH,
  INLINE_PROXY,
  SAFE_TLS_CONFIG,
  SAFE_AUTH
);
var PLACES = [
  ...places(
    ["ServiceMonitor"],
    [
      ["spec.endpoints[]", HTTP_CONFIG_WITH_FILES],
      ["spec.endpoints[].relabelings[]", RELABELING],
      ["spec.endpoints[].metricRelabelings[]", RELABELING]
    ]
  ),
  ...places(
    ["PodMonitor"],
    [
      ["spec.podMetricsEndpoints[]", HTTP_CONFIG],
      ["spec.podMetricsEndpoints[].relabelings[]", RELABELING],
      ["spec.podMetricsEndpoints[].metricRelabelings[]", RELABELING]
    ]
  ),
  ...places(
    ["Probe"],
    [
      ...client(
        "spec",
        BASIC2,
        SAFE_AUTH,
        OAUTH,
        SAFE_TLS_CONFIG,
        ["bearerTokenSecret", NAMED_SECRET_KEY],
        ["bearerTokenSecret", NO_NAME_PART, "0.88.0"]
      ),
      ["spec.prober", PROXY],
      ["spec.metricRelabelings[]", RELABELING],
      ["spec.targets.staticConfig.relabelingConfigs[]", RELABELING],
      ["spec.targets.ingress.relabelingConfigs[]", RELABELING]
    ]
  ),
  ...places(["ScrapeConfig"], SCRAPE_CONFIG),
  ...places(["ScrapeConfig"], AZURE, { when: (_kind, spec) => !usesAzureIdentity(spec), since: "0.80.1" }),
  ...places(["ServiceMonitor"], [["spec.endpoints[]", ONE_AUTHENTICATION]], { effect: "invalid-at-reload", until: "0.86.0" }),
  ...places(["PodMonitor"], [["spec.podMetricsEndpoints[]", ONE_AUTHENTICATION]], { effect: "invalid-at-reload", until: "0.86.0" }),
  // whatever the version is it fails: today the monitor is left out
  ...places(["ServiceMonitor"], [["spec.endpoints[]", ONE_AUTHENTICATION]], { when: isAnyOperator }),
  ...places(["PodMonitor"], [["spec.podMetricsEndpoints[]", ONE_AUTHENTICATION]], { when: isAnyOperator }),
  ...places(["Probe", "ScrapeConfig"], [["spec", ONE_AUTHENTICATION]], { effect: "invalid-at-reload" }),
  ...places(
    ["ScrapeConfig"],
    WITH_FULL_CLIENT.map((name) => [`spec.${name}SDConfigs[]`, ONE_AUTHENTICATION]),
    { effect: "invalid-at-reload" }
  ),
  // before the operator asks whether there is a configuration to generate
  ...places(BOTH2, [
    ["spec.scrapeClasses[].relabelings[]", CLASS_RELABELING, "0.73.0"],
    ["spec.scrapeClasses[].metricRelabelings[]", CLASS_RELABELING, "0.75.0"],
    ["spec.scrapeClasses[].tlsConfig", UNREAD_TLS, "0.79.0"],
    ["spec.scrapeClasses[].authorization", UNREAD_AUTHORIZATION, "0.79.0"]
  ]),
  ...places(BOTH2, [["spec.scrapeClasses[].tlsConfig", TLS_ASSETS, "0.79.0"]], { when: isManaged2 }),
  ...places(BOTH2, REMOTE_WRITE, { when: isManaged2 }),
  ...places(
    ["ThanosRuler"],
    REMOTE_WRITE.filter(([, part]) => part !== PROXY).map(([at, part]) => [at, part]),
    { since: "0.82.0" }
  ),
  ...places([...BOTH2], [["spec.remoteWrite[].writeRelabelConfigs[]", UNCHECKED_RELABELING]], {
    effect: "invalid-at-reload",
    when: isManaged2
  }),
  ...places(["Prometheus"], client("spec.remoteRead[]", BASIC2, OAUTH, TLS_CONFIG, FULL_AUTH, ["", PROXY, "0.85.0"]), { when: isManaged2 }),
  ...places(BOTH2, client("spec.apiserverConfig", BASIC2, FULL_AUTH, TLS_CONFIG), { when: isManaged2 }),
  ...places(
    ["Prometheus"],
    [
      ...client("spec.alerting.alertmanagers[]", BASIC2, SAFE_AUTH, ["sigv4", SIGV4], TLS_CONFIG),
      ["spec.alerting.alertmanagers[].relabelings[]", RELABELING, "0.74.0"],
      ["spec.alerting.alertmanagers[].alertRelabelings[]", RELABELING, "0.74.0"]
    ],
    { when: isManaged2 }
  ),
  ...places(BOTH2, [["spec.tracingConfig.tlsConfig", UNREAD_TLS, "0.88.0"]], { when: isManaged2 }),
  ...places(["Prometheus", "PrometheusAgent", "ThanosRuler", "Alertmanager"], [["spec.web.tlsConfig", WEB_TLS]]),
  ...places(["Alertmanager"], ALERTMANAGER_PLACES)
];
function isAnyOperator(_kind, _spec, { operator }) {
  return operator === void 0;
}
function usesAzureIdentity(spec) {
  const list = spec?.azureSDConfigs;
  return Array.isArray(list) && list.some((each2) => ["ManagedIdentity", "SDK", "WorkloadIdentity"].includes(each2?.authenticationMethod));
}

// src/admission/operator/additional-configs.ts
var BOTH3 = ["Prometheus", "PrometheusAgent"];
var SERVER2 = ["Prometheus"];
var FIELDS3 = [
  ["additionalScrapeConfigs", BOTH3, "additional scrape configs", "unmarshalling additional scrape configs failed"],
  ["additionalAlertRelabelConfigs", SERVER2, "additional alert relabel configs", "unmarshalling additional alerting relabel configs failed"],
  ["additionalAlertManagerConfigs", SERVER2, "additional alert manager configs", "unmarshalling additional alertmanager configs failed"]
];
function fileOf(kinds) {
  return kinds === BOTH3 ? "pkg/prometheus/agent/operator.go" : "pkg/prometheus/server/operator.go";
}
function missing3(reference, context) {
  if (!isJson(reference)) {
    return [];
  }
  const { name, key } = reference;
  if (!isSet(name) || name === "") {
    return [noName("Secret")];
  }
  if (reference.optional === true) {
    return [];
  }
  const found = referred("Secret", reference, context);
  if (found === "no-object") {
    return [{ at: "name", value: name, why: `is no Secret of the namespace ${context.namespace}: create it, or set "optional"` }];
  }
  return found === "no-key" ? [{ at: "key", value: key, why: 'is no key of the Secret: add the key, or set "optional"' }] : [];
}
function noList(reference, context) {
  const found = isJson(reference) ? referred("Secret", reference, context) : "unknown";
  const read5 = typeof found === "object" && found.text !== void 0 ? parseDocuments(found.text) : void 0;
  if (read5 === void 0 || "problem" in read5) {
    return [];
  }
  const [content] = read5.documents;
  const isList2 = Array.isArray(content) && content.every((each2) => isJson(each2) || !isSet(each2));
  return !isSet(content) || isList2 ? [] : [{ at: "key", why: "leads to a text that is no list of maps in YAML: write a list of maps" }];
}
var row8 = (id, field, kinds, file, text2, find) => ({
  id: `additional-configs/${id}`,
  kinds,
  field: `spec.${field}`,
  effect: "resource-rejected",
  see: { file, text: text2 },
  find: (value, context, { spec }) => isManaged2(context.kind, spec) ? find(value, context) : []
});
var ADDITIONAL_CONFIG_ROWS = FIELDS3.flatMap(([field, kinds, inWords2, unread]) => [
  row8(`${field.toLowerCase()}-missing`, field, kinds, fileOf(kinds), `loading ${inWords2} from Secret failed`, missing3),
  row8(`${field.toLowerCase()}-content`, field, kinds, "pkg/prometheus/promcfg.go", unread, noList)
]);

// src/admission/operator/crash.ts
var SERVERS = ["Prometheus", "PrometheusAgent"];
function isSaid(value) {
  return isJson(value) && (textOf2(value.type) !== "" || isSet(value.credentials));
}
var row9 = (id, kinds, field, isMeant2, since2) => ({
  id: `crash/${id}`,
  kinds,
  field,
  effect: "everything-blocked",
  since: since2,
  see: { file: "pkg/prometheus/promcfg.go", text: "cg.addSafeAuthorizationToYaml(yaml.MapSlice{}, store, &auth.SafeAuthorization)[0]" },
  find: (value, { kind, prometheus }, { spec }) => isMeant2(value) && isManaged2(kind, spec) && isBelow(prometheus, "2.26.0") ? [{ at: "", why: `makes the operator crash for Prometheus ${prometheus.text}, below 2.26.0: remove it, or update Prometheus` }] : []
});
var CRASH_ROWS = [
  // below, the operator ignores the field
  row9("service-monitor", ["ServiceMonitor"], "spec.endpoints[].authorization", isSaid, "0.79.0"),
  row9("pod-monitor", ["PodMonitor"], "spec.podMetricsEndpoints[].authorization", isSaid, "0.79.0"),
  row9("probe", ["Probe"], "spec.authorization", isSaid, "0.79.0"),
  row9("remote-write", SERVERS, "spec.remoteWrite[].authorization", isJson),
  row9("remote-read", ["Prometheus"], "spec.remoteRead[].authorization", isJson),
  row9("apiserver", SERVERS, "spec.apiserverConfig.authorization", isJson)
];

// src/admission/operator/endpoints.ts
var import_net = require("net");
var SELECTOR3 = "pkg/prometheus/resource_selector.go";
var PROMCFG3 = "pkg/prometheus/promcfg.go";
var DEFAULT_INTERVAL = "30s";
function intervalOf(own2, { env }) {
  if (textOf2(own2) !== "") {
    return { text: textOf2(own2), isOwn: true };
  }
  return env.prometheusSpec && { text: textOf2(env.prometheusSpec.scrapeInterval) || DEFAULT_INTERVAL, isOwn: false };
}
function timeoutFaults(value, context, field = "interval") {
  if (!isJson(value)) {
    return [];
  }
  const [timeout2, interval] = [textOf2(value.scrapeTimeout), intervalOf(value[field], context)];
  const [longest, shortest] = [durationOf(timeout2), interval && durationOf(interval.text)];
  if (longest === void 0 || shortest === void 0 || longest <= shortest) {
    return [];
  }
  const whose = interval.isOwn ? `"${field}"` : "the interval of the Prometheus";
  return [{ at: "scrapeTimeout", value: timeout2, why: `is longer than ${whose}, ${shown(interval.text)}: shorten "scrapeTimeout"` }];
}
var timeout = (kind, field, interval = "interval") => ({
  id: `timeout/${kind}`,
  kinds: [kind],
  field,
  effect: "object-left-out",
  see: { file: PROMCFG3, text: "scrapeTimeout %q greater than scrapeInterval %q" },
  find: (value, context) => timeoutFaults(value, context, interval)
});
var denied = (at, value) => textOf2(value) === "" ? [] : [{ at, value, why: 'reads a file of the container, and its Prometheus has "arbitraryFSAccessThroughSMs.deny": refer to a Secret' }];
var isDenied = ({ env }) => isJson(env.prometheusSpec?.arbitraryFSAccessThroughSMs) && env.prometheusSpec.arbitraryFSAccessThroughSMs.deny === true;
var withQuery = (kind, field) => ({
  id: `path/${kind}`,
  kinds: [kind],
  field,
  effect: "works-otherwise",
  see: { file: PROMCFG3, text: "metrics_path" },
  find: (path2) => textOf2(path2).includes("?") ? [
    {
      at: "",
      value: path2,
      why: 'has "?", which Prometheus escapes, so that the server sees another path: move the query into "params"'
    }
  ] : []
});
var NO_HOST = 'is no host and no host:port: write it without a scheme and a path, and these into "scheme" and "path"';
var proberUrl = (id, lifetime, isWrong, why) => ({
  id: `probe/${id}`,
  kinds: ["Probe"],
  field: "spec.prober",
  effect: "object-left-out",
  ...lifetime,
  see: { file: SELECTOR3, text: "url specified in proberSpec is invalid" },
  find: (prober) => isJson(prober) && typeof prober.url === "string" && isWrong(prober.url) ? [{ at: "url", value: prober.url, why }] : []
});
var ENDPOINT_ROWS = [
  timeout("ServiceMonitor", "spec.endpoints[]"),
  timeout("PodMonitor", "spec.podMetricsEndpoints[]"),
  timeout("Probe", "spec"),
  timeout("ScrapeConfig", "spec", "scrapeInterval"),
  withQuery("ServiceMonitor", "spec.endpoints[].path"),
  withQuery("PodMonitor", "spec.podMetricsEndpoints[].path"),
  withQuery("Probe", "spec.prober.path"),
  withQuery("ScrapeConfig", "spec.metricsPath"),
  {
    id: "monitors/selector",
    kinds: ["ServiceMonitor", "PodMonitor"],
    field: "spec.selector",
    effect: "object-left-out",
    since: "0.80.0",
    see: { file: SELECTOR3, text: "metav1.LabelSelectorAsSelector(&sm.Spec.Selector)" },
    find: selectorFaults
  },
  {
    id: "monitors/role-selector",
    kinds: ["ServiceMonitor", "PodMonitor"],
    field: "spec.selectorMechanism",
    effect: "object-left-out",
    since: "0.79.0",
    isAsOldAsField: true,
    see: { file: SELECTOR3, text: "RoleSelector selectorMechanism is only supported in Prometheus 2.17.0 and newer" },
    find: (value, { prometheus }) => value === "RoleSelector" && isBelow(prometheus, "2.17.0") ? [{ at: "", value, why: `requires Prometheus 2.17.0 or newer; the version is ${prometheus.text}` }] : []
  },
  {
    id: "monitors/bearer-token-file",
    kinds: ["ServiceMonitor"],
    field: "spec.endpoints[].bearerTokenFile",
    effect: "object-left-out",
    see: { file: SELECTOR3, text: "it accesses file system via bearer token file which Prometheus specification prohibits" },
    find: (value, context) => isDenied(context) ? denied("", value) : []
  },
  {
    id: "monitors/tls-files",
    kinds: ["ServiceMonitor"],
    field: "spec.endpoints[].tlsConfig",
    effect: "object-left-out",
    see: { file: SELECTOR3, text: "it accesses file system via tls config which Prometheus specification prohibits" },
    find: (value, context) => isDenied(context) && isJson(value) ? ["caFile", "certFile", "keyFile"].flatMap((file) => denied(file, value[file])) : []
  },
  {
    id: "monitors/scrape-class",
    kinds: ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"],
    field: "spec.scrapeClass",
    effect: "object-left-out",
    since: "0.72.0",
    isAsOldAsField: true,
    see: { file: SELECTOR3, text: "scrapeClass %q not found in Prometheus scrapeClasses" },
    find: (value, { env }) => {
      if (!env.prometheusSpec || textOf2(value) === "") {
        return [];
      }
      const known6 = listOf2(env.prometheusSpec.scrapeClasses).filter(isJson).map((each2) => textOf2(each2.name));
      const cure = known6.length === 0 ? 'it has none: remove "scrapeClass"' : `it has ${known6.map((each2) => shown(each2)).join(", ")}`;
      return known6.includes(textOf2(value)) ? [] : [{ at: "", value, why: `is no scrape class of its Prometheus: ${cure}` }];
    }
  },
  {
    id: "probe/targets",
    kinds: ["Probe"],
    field: "spec",
    effect: "object-left-out",
    see: {
      file: "pkg/apis/monitoring/v1/probe_types.go",
      text: "at least one of .spec.targets.staticConfig and .spec.targets.ingress is required"
    },
    find: (spec) => {
      const targets = isJson(spec) ? spec.targets : void 0;
      if (isSet(targets) && !isJson(targets)) {
        return [];
      }
      const { staticConfig, ingress } = isJson(targets) ? targets : {};
      return isSet(staticConfig) || isSet(ingress) ? [] : [{ at: "targets", why: 'has neither "staticConfig" nor "ingress": write one of them' }];
    }
  },
  proberUrl("url", {}, (url2) => !isHostAndPort(url2) && !isIpv6(url2), NO_HOST),
  proberUrl(
    "url-ipv6",
    { until: "0.89.0" },
    isIpv6,
    "is an address of IPv6, which prometheus-operator reads from 0.89 on: update it, or name a host"
  ),
  proberUrl("url-parts", { since: "0.89.0" }, (url2) => isHostAndPort(url2) && url2.split(":").length > 2, NO_HOST)
];
var DNS_NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}(?:\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?$/;
var isPort2 = (text2) => /^\d{1,5}$/.test(text2) && Number(text2) >= 1 && Number(text2) <= 65535;
var isHost = (text2) => (0, import_net.isIPv4)(text2) || text2.replace(/\./g, "").length <= 255 && DNS_NAME.test(text2);
function isIpv6(text2) {
  const [, inBrackets, port = ""] = /^\[([^\]]*)\]:(.*)$/.exec(text2) ?? [];
  return !text2.includes("%") && (inBrackets === void 0 ? (0, import_net.isIPv6)(text2) : (0, import_net.isIPv6)(inBrackets) && isPort2(port));
}
function isHostAndPort(text2) {
  const [host, port] = text2.split(":");
  return isHost(host) && (port === void 0 || isPort2(port));
}

// src/admission/operator/ignored.ts
var PROMCFG4 = "pkg/prometheus/promcfg.go";
var RULER2 = "pkg/thanos/operator.go";
var RULER_POD = "pkg/thanos/statefulset.go";
var BOTH4 = ["Prometheus", "PrometheusAgent"];
var MONITORS2 = ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"];
var rows = (kinds, below3, fields, file = PROMCFG4, component = "prometheus") => fields.map(([field, from3, text2]) => ({ kinds, field: `${below3}${field}`, component, from: from3, file, text: text2 }));
var SCRAPE = [
  ["scrapeProtocols", "2.49.0", "scrape_protocols"],
  ["fallbackScrapeProtocol", "3.0.0", "fallback_scrape_protocol"],
  ["scrapeNativeHistograms", "3.8.0", "scrape_native_histograms"],
  ["nativeHistogramBucketLimit", "2.45.0", "native_histogram_bucket_limit"],
  ["nativeHistogramMinBucketFactor", "2.50.0", "native_histogram_min_bucket_factor"],
  ["scrapeClassicHistograms", "2.45.0", "scrape_classic_histograms"],
  ["convertClassicHistogramsToNHCB", "3.0.0", "convert_classic_histograms_to_nhcb"],
  ["targetLimit", "2.21.0", "target_limit"],
  ["labelLimit", "2.27.0", "label_limit"],
  ["labelNameLengthLimit", "2.27.0", "label_name_length_limit"],
  ["labelValueLengthLimit", "2.27.0", "label_value_length_limit"],
  ["keepDroppedTargets", "2.47.0", "keep_dropped_targets"]
];
var TIMESTAMPS = [
  ["honorTimestamps", "2.9.0", "honor_timestamps"],
  ["trackTimestampsStaleness", "2.48.0", "track_timestamps_staleness"]
];
var AUTHORIZATION2 = [["authorization", "2.26.0", '"authorization"']];
var CLIENT = [
  ["oauth2", "2.27.0", '"oauth2"'],
  ["followRedirects", "2.26.0", "follow_redirects"],
  ["noProxy", "2.43.0", "no_proxy"],
  ["proxyFromEnvironment", "2.43.0", "proxy_from_environment"],
  ["proxyConnectHeader", "2.43.0", "proxy_connect_header"],
  ["tlsConfig.minVersion", "2.35.0", "min_version"],
  ["tlsConfig.maxVersion", "2.41.0", "max_version"]
];
var only = (fields, ...names2) => fields.filter(([name]) => names2.includes(name));
var PROXY2 = ["noProxy", "proxyFromEnvironment", "proxyConnectHeader"];
var TLS2 = ["tlsConfig.minVersion", "tlsConfig.maxVersion"];
var http2 = (field) => [[field, "2.35.0", "enable_http2"]];
var REMOTE_WRITE2 = [
  ["headers", "2.15.0", '"headers"'],
  ["name", "2.15.0", '"name"'],
  ["messageVersion", "2.54.0", "protobuf_message"],
  ["sendExemplars", "2.27.0", "send_exemplars"],
  ["sendNativeHistograms", "2.40.0", "send_native_histograms"],
  ["sigv4", "2.26.0", "addSigv4ToYaml"],
  ["sigv4.externalId", "3.11.0", "external_id"],
  ["sigv4.useFIPSSTSEndpoint", "2.54.0", "use_fips_sts_endpoint"],
  ["azureAd", "2.45.0", '"azuread"'],
  ["azureAd.scope", "3.9.0", '"scope"'],
  ["queueConfig.minShards", "2.6.0", "min_shards"],
  ["queueConfig.sampleAgeLimit", "2.50.0", "sample_age_limit"],
  ["metadataConfig", "2.23.0", "metadata_config"],
  ["metadataConfig.maxSamplesPerSend", "2.29.0", "max_samples_per_send"],
  ["roundRobinDNS", "3.1.0", "round_robin_dns"]
];
var OTLP = [
  ["promoteResourceAttributes", "2.55.0", "promote_resource_attributes"],
  ["translationStrategy", "3.0.0", "translation_strategy"],
  ["keepIdentifyingResourceAttributes", "3.1.0", "keep_identifying_resource_attributes"],
  ["convertHistogramsToNHCB", "3.4.0", "convert_histograms_to_nhcb"],
  ["promoteAllResourceAttributes", "3.5.0", "promote_all_resource_attributes"],
  ["ignoreResourceAttributes", "3.5.0", "ignore_resource_attributes"],
  ["promoteScopeMetadata", "3.6.0", "promote_scope_metadata"],
  ["labelNameUnderscoreSanitization", "3.8.0", "label_name_underscore_sanitization"],
  ["labelNamePreserveMultipleUnderscores", "3.8.0", "label_name_preserve_multiple_underscores"]
];
var COMMON4 = [
  ["scrapeProtocols", "2.49.0", "scrape_protocols"],
  ["bodySizeLimit", "2.45.0", "body_size_limit"],
  ["sampleLimit", "2.45.0", "sample_limit"],
  ["targetLimit", "2.45.0", "target_limit"],
  ["labelLimit", "2.45.0", "label_limit"],
  ["labelNameLengthLimit", "2.45.0", "label_name_length_limit"],
  ["labelValueLengthLimit", "2.45.0", "label_value_length_limit"],
  ["keepDroppedTargets", "2.47.0", "keep_dropped_targets"],
  ["scrapeFailureLogFile", "2.55.0", "scrape_failure_log_file"],
  ["nameValidationScheme", "3.0.0", "metric_name_validation_scheme"],
  ["nameEscapingScheme", "3.4.0", "metric_name_escaping_scheme"],
  ["convertClassicHistogramsToNHCB", "3.4.0", "convert_classic_histograms_to_nhcb"],
  ["scrapeClassicHistograms", "3.5.0", "always_scrape_classic_histograms"],
  ["scrapeNativeHistograms", "3.8.0", "scrape_native_histograms"],
  ["tsdb.staleSeriesCompactionThreshold", "3.10.0", "stale_series_compaction_threshold"],
  ["tsdb.chunkEncoding.floats", "3.13.0", "chunk_encoding"],
  ["web.pageTitle", "2.6.0", "web.page-title"],
  ["enableRemoteWriteReceiver", "2.33.0", "web.enable-remote-write-receiver"],
  ["remoteWriteReceiverMessageVersions", "2.54.0", "web.remote-write-receiver.accepted-protobuf-messages"],
  ["enableOTLPReceiver", "2.47.0", "otlp-write-receiver"],
  ["enableFeatures", "2.25.0", "enable-feature"]
];
var SERVER3 = [
  ["tsdb.outOfOrderTimeWindow", "2.39.0", "out_of_order_time_window"],
  ["exemplars.maxSize", "2.29.0", "max_exemplars"],
  ["ruleQueryOffset", "2.53.0", "rule_query_offset"],
  ["queryLogFile", "2.16.0", "query_log_file"],
  ["retentionPercentage", "3.11.0", '"percentage"']
];
var ALERTMANAGERS = [
  ...http2("enableHttp2"),
  ["sigv4", "2.48.0", "addSigv4ToYaml"],
  ["sigv4.externalId", "3.11.0", "external_id"],
  ["alertRelabelings", "2.51.0", "alert_relabel_configs"],
  ...AUTHORIZATION2,
  ...only(CLIENT, ...PROXY2, ...TLS2)
];
var RULER_REMOTE_WRITE = [
  ["azureAd.workloadIdentity", "none", "azureAD.workloadIdentity"],
  ["azureAd.scope", "none", "azureAD.scope"],
  ["sigv4.externalId", "none", "sigv4.externalId"],
  ["roundRobinDNS", "0.38.0", "roundRobinDNS"],
  ["messageVersion", "0.37.0", "messageVersion"],
  ["azureAd.sdk", "0.36.0", "azureAD.sdk"],
  ["queueConfig.sampleAgeLimit", "0.32.0", "queueConfig.sampleAgeLimit"],
  ["noProxy", "0.32.0", '"noProxy"'],
  ["proxyFromEnvironment", "0.32.0", '"proxyFromEnvironment"'],
  ["proxyConnectHeader", "0.32.0", '"proxyConnectHeader"'],
  ["azureAd", "0.31.0", '"azureAD"'],
  ["tlsConfig.maxVersion", "0.30.0", "tlsConfig.maxVersion"],
  ["sendNativeHistograms", "0.30.0", "sendNativeHistograms"],
  ["tlsConfig.minVersion", "0.28.0", "tlsConfig.minVersion"]
];
var RULER_SPEC = [
  ["ruleQueryOffset", "0.38.0", "rule-query-offset"],
  ["ruleConcurrentEval", "0.37.0", "rule-concurrent-evaluation"],
  ["ruleOutageTolerance", "0.30.0", "for-outage-tolerance"],
  ["ruleGracePeriod", "0.30.0", "for-grace-period"],
  ["enableFeatures", "0.39.0", "enable-feature"],
  ["web.tlsConfig", "0.21.0", "isHTTPS"],
  ["grpcServerTlsConfig.minVersion", "0.37.0", "grpc-server-tls-min-version"],
  ["grpcServerTlsConfig.cipherSuites", "0.42.0", "grpc-server-tls-ciphers"],
  ["grpcServerTlsConfig.curves", "0.42.0", "grpc-server-tls-curves"]
];
var SIDECAR3 = [
  ["getConfigTimeout", "0.29.0", "prometheus.get_config_timeout"],
  ["getConfigInterval", "0.29.0", "prometheus.get_config_interval"],
  ["grpcServerTlsConfig.minVersion", "0.37.0", "grpc-server-tls-min-version"],
  ["grpcServerTlsConfig.cipherSuites", "0.42.0", "grpc-server-tls-ciphers"],
  ["grpcServerTlsConfig.curves", "0.42.0", "grpc-server-tls-curves"]
];
var IGNORED2 = [
  ...rows(MONITORS2, "spec.", SCRAPE),
  ...rows(["ServiceMonitor", "PodMonitor", "ScrapeConfig"], "spec.", [["bodySizeLimit", "2.28.0", "body_size_limit"]]),
  ...[
    ...rows(["ServiceMonitor"], "spec.endpoints[].", AUTHORIZATION2),
    ...rows(["PodMonitor"], "spec.podMetricsEndpoints[].", AUTHORIZATION2),
    ...rows(["Probe", "ScrapeConfig"], "spec.", AUTHORIZATION2)
  ].map((each2) => ({ ...each2, until: "0.79.0" })),
  ...rows(["ServiceMonitor"], "spec.endpoints[].", [...TIMESTAMPS, ...CLIENT, ...http2("enableHttp2")]),
  ...rows(["PodMonitor"], "spec.podMetricsEndpoints[].", [...TIMESTAMPS, ...CLIENT, ...http2("enableHttp2")]),
  ...rows(["ScrapeConfig"], "spec.", [
    ...TIMESTAMPS,
    ...only(CLIENT, "oauth2", ...PROXY2, ...TLS2),
    ...http2("enableHTTP2"),
    ["enableCompression", "2.49.0", "enable_compression"]
  ]),
  ...rows(["ScrapeConfig"], "spec.", [
    ["nameValidationScheme", "3.0.0", "metric_name_validation_scheme"],
    ["nameEscapingScheme", "3.4.0", "metric_name_escaping_scheme"]
  ]),
  ...rows(["Probe"], "spec.", only(CLIENT, "oauth2", ...TLS2)),
  ...rows(["Probe"], "spec.prober.", only(CLIENT, ...PROXY2)),
  ...rows(BOTH4, "spec.", COMMON4),
  ...rows(BOTH4, "spec.otlp.", OTLP),
  ...rows(BOTH4, "spec.", [["runtime", "2.53.0", 'cg.Warn("runtime")']]),
  ...rows(
    BOTH4,
    "spec.",
    [
      ["web.tlsConfig", "2.24.0", 'webConfigGenerator.Warn("web.config.file")'],
      ["web.httpConfig", "2.24.0", 'webConfigGenerator.Warn("web.config.file")']
    ],
    "pkg/prometheus/server/statefulset.go"
  ),
  ...rows(BOTH4, "spec.remoteWrite[].", [...REMOTE_WRITE2, ...CLIENT, ...http2("enableHTTP2")]),
  ...rows(["Prometheus"], "spec.remoteRead[].", [
    ...CLIENT,
    ["headers", "2.26.0", '"headers"'],
    ["filterExternalLabels", "2.34.0", "filter_external_labels"]
  ]),
  ...rows(["Prometheus"], "spec.alerting.alertmanagers[].", ALERTMANAGERS),
  ...rows(["Prometheus"], "spec.", SERVER3),
  ...rows(["PrometheusAgent"], "spec.", [["tsdb.outOfOrderTimeWindow", "2.54.0", "out_of_order_time_window"]]),
  ...rows(["Prometheus"], "spec.thanos.", SIDECAR3, "pkg/prometheus/server/statefulset.go", "thanos"),
  ...rows(["ThanosRuler"], "spec.remoteWrite[].", RULER_REMOTE_WRITE, RULER2, "thanos"),
  ...rows(["ThanosRuler"], "spec.", RULER_SPEC, RULER_POD, "thanos")
];
var SWITCHES2 = ["enableRemoteWriteReceiver", "enableOTLPReceiver"];
function isSaid2(value, field) {
  if (!isSet(value) || value === "" || value === 0) {
    return false;
  }
  if (value === false) {
    return !SWITCHES2.some((name) => field.endsWith(name));
  }
  return Array.isArray(value) ? value.length > 0 : !isJson(value) || Object.keys(value).length > 0;
}
var NAMES3 = { prometheus: "Prometheus", thanos: "Thanos" };
var TEXT_1 = {
  id: "ignored/text-protocol-1",
  kinds: [...MONITORS2, ...BOTH4],
  field: "spec.scrapeProtocols",
  effect: "field-ignored",
  see: { file: PROMCFG4, text: "PrometheusText1.0.0 requires Prometheus v3.0.0 at least" },
  applies: ({ prometheus }) => isBelow(prometheus, "3.0.0-rc.0"),
  find: (value, { prometheus }) => isBelow(prometheus, "3.0.0-rc.0") && listOf2(value).includes("PrometheusText1.0.0") ? [{ at: "", value: "PrometheusText1.0.0", why: `is written from Prometheus 3.0.0 on; the version is ${prometheus.text}` }] : []
};
function whyIgnored({ component, from: from3 }, { prometheus, thanos }) {
  if (from3 === "none") {
    return `is never written: ${NAMES3[component]} does not know it`;
  }
  const version2 = component === "prometheus" ? prometheus : thanos;
  return isBelow(version2, from3) ? `is written from ${NAMES3[component]} ${from3} on; the version is ${version2.text}` : void 0;
}
var IGNORED_ROWS2 = [
  TEXT_1,
  ...IGNORED2.map((each2) => ({
    id: `ignored/${each2.kinds.join("-").toLowerCase()}/${each2.field.replace("spec.", "").replace(/\[\]/g, "").toLowerCase()}`,
    kinds: each2.kinds,
    field: each2.field,
    effect: "field-ignored",
    until: each2.until,
    see: { file: each2.file, text: each2.text },
    applies: (context) => whyIgnored(each2, context) !== void 0,
    find: (value, context) => {
      const why = isSaid2(value, each2.field) ? whyIgnored(each2, context) : void 0;
      return why === void 0 ? [] : [{ at: "", why: `${why}: remove it, or update` }];
    }
  }))
];

// src/admission/operator/remote-write.ts
var FILE7 = "pkg/prometheus/operator.go";
var ALL = ["Prometheus", "PrometheusAgent", "ThanosRuler"];
var AUTHENTICATION2 = ["basicAuth", "oauth2", "authorization", "sigv4", "azureAd"];
var WORDS = { managedIdentity: "Managed Identity", oauth: "OAuth", sdk: "SDK" };
var IDENTITIES = ["managedIdentity", "oauth", "sdk", "workloadIdentity"];
var OF_THANOS = ["managedIdentity", "oauth", "sdk"];
var UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
var OTHER_UUID = /^(?:urn:uuid:|\{)|^[0-9a-fA-F]{32}$/i;
var row10 = (id, { field = "", since: since2, text: text2, kinds = ALL }, find) => ({
  id: `remote-write/${id}`,
  kinds,
  field: `spec.remoteWrite[].azureAd${field}`,
  effect: "resource-rejected",
  since: since2,
  see: { file: FILE7, text: text2 },
  find: (value, context, { spec }) => isJson(value) && isManaged2(context.kind, spec) && keepsAzure(context) ? find(value, context) : []
});
function keepsAzure({ kind, thanos }) {
  return kind !== "ThanosRuler" || thanos?.isAtLeast("0.36.0") === true;
}
var tooOld4 = (id, version2, text2, since2) => row10(
  id,
  { field: `.${id}`, since: since2, text: text2, kinds: ["Prometheus", "PrometheusAgent"] },
  (_value, { prometheus }) => isBelow(prometheus, version2) ? [{ at: "", why: `requires Prometheus ${version2} or newer; the version is ${prometheus.text}` }] : []
);
var uuid = (id, field, at, since2, text2, kinds = ALL) => row10(id, { field, since: since2, text: text2, kinds }, (value) => {
  const given = value[at];
  return typeof given !== "string" || UUID.test(given) || OTHER_UUID.test(given) ? [] : [{ at, value: given, why: 'is no UUID: write it like "00000000-0000-0000-0000-000000000000"' }];
});
function identities(value, among) {
  return among.filter((name) => isSet(value[name]));
}
var twice = (first, second, since2, text2) => row10(
  `azure-${first}-${second}`.toLowerCase(),
  { since: since2, text: text2 },
  (value) => isSet(value[first]) && isSet(value[second]) ? [{ at: second, why: `is set next to "${first}", and there is one identity: remove one of them` }] : []
);
var REMOTE_WRITE_ROWS = [
  {
    id: "remote-write/authentication",
    kinds: ALL,
    field: "spec.remoteWrite[]",
    effect: "resource-rejected",
    see: { file: FILE7, text: "can't be set at the same time, at most one of them must be defined" },
    find: (value, context, { spec }) => {
      if (!isManaged2(context.kind, spec)) {
        return [];
      }
      const given = isJson(value) ? AUTHENTICATION2.filter((name) => isSet(value[name]) && (name !== "azureAd" || keepsAzure(context))) : [];
      return given.length < 2 ? [] : [
        {
          at: given[1],
          why: `is one of ${listed(given.map((name) => shown(name)))}, and a client has one way of authentication: keep one of them`
        }
      ];
    }
  },
  row10(
    "azure-none",
    {
      text: "must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config",
      kinds: ["Prometheus", "PrometheusAgent"]
    },
    (value) => identities(value, IDENTITIES).length === 0 ? [{ at: "", why: `has no identity: write one of ${IDENTITIES.map((name) => shown(name)).join(", ")}` }] : []
  ),
  row10(
    "azure-none-of-thanos",
    {
      since: "0.88.0",
      text: "must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config",
      kinds: ["ThanosRuler"]
    },
    (value) => identities(value, OF_THANOS).length === 0 ? [{ at: "", why: `has no identity that Thanos knows: write one of ${OF_THANOS.map((name) => shown(name)).join(", ")}` }] : []
  ),
  twice("managedIdentity", "oauth", void 0, "cannot provide both Azure Managed Identity and Azure OAuth in the Azure AD config"),
  twice("oauth", "sdk", "0.80.1", "cannot provide both Azure OAuth and Azure SDK in the Azure AD config"),
  twice("managedIdentity", "sdk", "0.80.1", "cannot provide both Azure Managed Identity and Azure SDK in the Azure AD config"),
  ...["managedIdentity", "oauth", "sdk"].map((first) => ({
    ...twice(
      first,
      "workloadIdentity",
      "0.88.1",
      `cannot provide both Azure ${WORDS[first]} and Azure Workload Identity in the Azure AD config`
    ),
    kinds: ["Prometheus", "PrometheusAgent"]
  })),
  row10(
    "azure-client-id",
    {
      field: ".managedIdentity",
      since: "0.87.0",
      text: "clientId is required with Prometheus < 3.5.0",
      kinds: ["Prometheus", "PrometheusAgent"]
    },
    (value, { prometheus }) => textOf2(value.clientId) === "" && isBelow(prometheus, "3.5.0") ? [{ at: "clientId", why: `is missing, and Prometheus ${prometheus.text}, below 3.5.0, needs it` }] : []
  ),
  tooOld4("oauth", "2.48.0", "azureAD.oauth requires Prometheus >= v2.48.0", "0.89.0"),
  tooOld4("sdk", "2.52.0", "azureAD.sdk requires Prometheus >= v2.52.0", "0.89.0"),
  tooOld4("workloadIdentity", "3.7.0", "azureAD.workloadIdentity requires Prometheus >= v3.7.0", "0.89.0"),
  uuid("azure-oauth-client", ".oauth", "clientId", void 0, "the provided Azure OAuth clientId is invalid"),
  uuid("azure-workload-client", ".workloadIdentity", "clientId", "0.88.0", "the provided Azure Workload Identity clientId is invalid", [
    "Prometheus",
    "PrometheusAgent"
  ]),
  uuid("azure-workload-tenant", ".workloadIdentity", "tenantId", "0.88.0", "the provided Azure Workload Identity tenantId is invalid", [
    "Prometheus",
    "PrometheusAgent"
  ])
];

// src/admission/operator/shared/selector-text.ts
var SIGNS = ["==", "!=", "=", ">", "<", "!", "(", ")", ","];
var COMPARISONS = ["=", "==", "!=", ">", "<"];
var WHOLE_NUMBER = /^[+-]?\d+$/;
function whyNoLabelSelector(text2) {
  const words2 = wordsOf(text2);
  if (words2 === void 0) {
    return 'has "!" where no label follows';
  }
  if (words2.length === 0) {
    return void 0;
  }
  return split(words2).map(whyNoRequirement).find((why) => why !== void 0);
}
function wordsOf(text2) {
  const words2 = [];
  for (let at = 0; at < text2.length; ) {
    const rest = text2.slice(at);
    const [space] = /^[ \t\r\n]+/.exec(rest) ?? [""];
    const sign = SIGNS.find((each2) => rest.startsWith(each2));
    const [name] = /^[^=!(),<> \t\r\n]+/.exec(rest) ?? [""];
    if (space === "" && sign === void 0 && name === "") {
      return void 0;
    }
    if (space === "") {
      words2.push({ text: sign ?? name, isSign: sign !== void 0 });
    }
    at += (space || sign || name).length;
  }
  return words2;
}
function split(words2) {
  const parts = [[]];
  let isInside = false;
  for (const word of words2) {
    if (word.isSign && word.text === "(") {
      isInside = true;
    }
    if (word.isSign && word.text === ")") {
      isInside = false;
    }
    if (word.isSign && word.text === "," && !isInside) {
      parts.push([]);
    } else {
      parts[parts.length - 1].push(word);
    }
  }
  return parts;
}
function whyNoRequirement([first, ...more]) {
  if (first === void 0) {
    return "has a comma without a label before or after it";
  }
  const isNegated = first.isSign && first.text === "!";
  const key = isNegated ? more[0] : first;
  const rest = isNegated ? more.slice(1) : more;
  if (key === void 0 || key.isSign) {
    return `has ${shown((key ?? first).text)} in the place of a label`;
  }
  if (!isQualifiedName(key.text)) {
    return `has ${shown(key.text)}, which is no label key`;
  }
  if (rest.length === 0) {
    return void 0;
  }
  return isNegated ? `has ${shown(rest[0].text)} after a label with "!"` : whyNoComparison(rest);
}
function whyNoComparison([operator, ...values]) {
  if (operator.isSign && COMPARISONS.includes(operator.text)) {
    return whyNoValue(operator.text, values);
  }
  return !operator.isSign && (operator.text === "in" || operator.text === "notin") ? whyNoSet(operator.text, values) : `has ${shown(operator.text)} in the place of "=", "!=", "in" or "notin"`;
}
function whyNoValue(operator, values) {
  const [value, ...more] = values;
  if (more.length > 0 || value?.isSign) {
    return `has more than one value after ${shown(operator)}`;
  }
  if ((operator === ">" || operator === "<") && !WHOLE_NUMBER.test(value?.text ?? "")) {
    return `has no whole number after ${shown(operator)}`;
  }
  return value === void 0 || isLabelValue(value.text) ? void 0 : `has ${shown(value.text)}, which is no label value`;
}
function whyNoSet(operator, values) {
  const [open, close] = [values[0], values[values.length - 1]];
  if (!open?.isSign || open.text !== "(") {
    return `has no "(" after ${shown(operator)}`;
  }
  if (values.length < 2 || !close.isSign || close.text !== ")") {
    return 'has no ")" at the end of the values';
  }
  const inside = values.slice(1, -1);
  const sign = inside.find(({ isSign, text: text2 }) => isSign && text2 !== ",");
  if (sign !== void 0) {
    return `has ${shown(sign.text)} among the values`;
  }
  if (inside.some(({ isSign }, at) => !isSign && inside[at + 1]?.isSign === false)) {
    return "has values without a comma between them";
  }
  const wrong = inside.find(({ isSign, text: text2 }) => !isSign && !isLabelValue(text2));
  return wrong === void 0 ? void 0 : `has ${shown(wrong.text)}, which is no label value`;
}
function whyNoFieldSelector(text2) {
  const terms = (text2.match(/(?:\\[\s\S]|[^\\,])+\\?|\\/g) ?? []).filter((term) => term !== "");
  return terms.map(whyNoTerm).find((why) => why !== void 0);
}
function whyNoTerm(term) {
  const operator = /!=|==|=/.exec(term);
  if (operator === null) {
    return `has ${shown(term)} without "="`;
  }
  const value = term.slice(operator.index + operator[0].length);
  return /^(?:\\[\\,=]|[^\\,=])*$/.test(value) ? void 0 : `has the value ${shown(value)}, in which "=" and "\\" need a "\\" before them`;
}

// src/admission/operator/scrape-config.ts
var FILE8 = "pkg/prometheus/resource_selector.go";
var row11 = (id, { field, since: since2, text: text2 }, find, kinds = ["ScrapeConfig"]) => ({
  id: `scrape-config/${id}`,
  kinds,
  field: `spec.${field}`,
  effect: "object-left-out",
  since: since2,
  see: { file: FILE8, text: text2 },
  find
});
var requires3 = (version2, prometheus) => `requires Prometheus ${version2.replace(/-0$/, "")} or newer; the version is ${prometheus.text}`;
var tooNew = (id, version2, options, isMeant2 = isSet) => row11(
  id,
  options,
  (value, { prometheus }) => isMeant2(value) && isBelow(prometheus, version2) ? [{ at: "", value: textOf2(value) || void 0, why: requires3(version2, prometheus) }] : []
);
var anyway = (id, version2, since2, what, text2) => row11(
  `needs-${id}`,
  { field: "", since: since2, text: text2 },
  (_value, { prometheus }) => isBelow(prometheus, version2) ? [
    {
      at: "",
      why: `${requires3(version2, prometheus)} (asked for ${what} of any ScrapeConfig, even without it): update Prometheus`
    }
  ] : []
);
var url = (id, options, whyNot2) => row11(id, options, (value) => {
  const why = typeof value === "string" ? whyNot2(value) : void 0;
  return why === void 0 ? [] : [{ at: "", value, why }];
});
var isNoUrl = (text2) => {
  const why = whyNoUrl(text2);
  return why === void 0 ? void 0 : `is no URL: ${why}`;
};
function whyNoServer(text2) {
  const read5 = readUrl(text2);
  if ("why" in read5) {
    return `is no URL: ${read5.why}`;
  }
  return read5.scheme === "" || read5.host === "" ? 'has no scheme or no host: write it like "https://example.org:5676"' : void 0;
}
function whyNotOfWeb(text2) {
  const read5 = readUrl(text2);
  if ("why" in read5) {
    return `is no URL: ${read5.why}`;
  }
  if (!["http", "https"].includes(read5.scheme.toLowerCase())) {
    return 'begins neither with "http://" nor with "https://": write one of them';
  }
  return read5.host === "" ? 'has no host: write it like "https://example.org"' : void 0;
}
var SELECTORS2 = {
  pod: ["pod"],
  service: ["service"],
  endpointslice: ["pod", "service", "endpointslice"],
  endpoints: ["pod", "service", "endpoints"],
  node: ["node"],
  ingress: ["ingress"]
};
function roleFaults(value) {
  if (!isJson(value)) {
    return [];
  }
  const allowed = SELECTORS2[textOf2(value.role).toLowerCase()];
  return allowed === void 0 ? [] : listOf2(value.selectors).flatMap((each2, at) => {
    const role = isJson(each2) ? textOf2(each2.role) : "";
    return role === "" || allowed.includes(role.toLowerCase()) ? [] : [
      {
        at: `selectors[${at}].role`,
        value: role,
        why: `is no selector of the role ${JSON.stringify(value.role)}: write ${allowed.map((name) => `"${name}"`).join(", ")}`
      }
    ];
  });
}
function selectorText2(whyNot2, value, what) {
  const text2 = textOf2(value);
  const why = text2.includes("${") ? void 0 : whyNot2(text2);
  return why === void 0 ? [] : [{ at: "", value: text2, why: `${what}; it ${why}` }];
}
var METHODS_WITHOUT_KEYS = ["ManagedIdentity", "SDK", "WorkloadIdentity"];
var OF_AZURE = {
  tenantID: "configuration requires a tenantID",
  clientID: "configuration requires a clientID",
  clientSecret: "configuration requires a clientSecret"
};
var azureNeeds = (field) => row11(`azure-${field.toLowerCase()}`, { field: "azureSDConfigs[]", text: OF_AZURE[field] }, (value) => {
  if (!isJson(value) || METHODS_WITHOUT_KEYS.includes(textOf2(value.authenticationMethod))) {
    return [];
  }
  const isThere2 = field === "clientSecret" ? isSet(value[field]) : textOf2(value[field]) !== "";
  return isThere2 ? [] : [{ at: field, why: 'is missing, and the method "OAuth" needs it: write it, or another "authenticationMethod"' }];
});
var LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
function labelFaults(value, { prometheus }) {
  const names2 = isJson(value) ? Object.keys(value) : [];
  return names2.filter((name) => name === "" || isBelow(prometheus, "3.0.0") && !LABEL_NAME.test(name)).map((name) => ({
    at: `[${JSON.stringify(name)}]`,
    why: 'is no label name: below Prometheus 3 it has letters, digits and "_" alone, and begins with no digit'
  }));
}
var portNeeded = (value) => isSet(value.type) && value.type !== "SRV" && !isSet(value.port);
var SCRAPE_CONFIG_ROWS = [
  row11("static-labels", { field: "staticConfigs[].labels", since: "0.92.0", text: "invalid label %q" }, labelFaults),
  row11("probe-static-labels", { field: "targets.staticConfig.labels", since: "0.92.0", text: "invalid label %q" }, labelFaults, ["Probe"]),
  tooNew(
    "endpointslice",
    "2.21.0",
    { field: "kubernetesSDConfigs[].role", since: "0.90.0", text: "EndpointSlice role is only supported for Prometheus version >= 2.21.0" },
    (value) => value === "EndpointSlice"
  ),
  row11(
    "own-namespace",
    { field: "kubernetesSDConfigs[]", since: "0.71.0", text: "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously" },
    (value) => isJson(value) && isSet(value.apiServer) && isJson(value.namespaces) && value.namespaces.ownNamespace === true ? [
      {
        at: "namespaces.ownNamespace",
        why: 'is not for another API server: remove "apiServer", or list "namespaces.names"'
      }
    ] : []
  ),
  row11("selector-role", { field: "kubernetesSDConfigs[]", since: "0.73.2", text: "role supports only %s selectors" }, roleFaults),
  row11("field-selector", { field: "kubernetesSDConfigs[].selectors[].field", text: "fields.ParseSelector(*s.Field)" }, (value) => selectorText2(whyNoFieldSelector, value, 'is no field selector, as "metadata.name=web" is')),
  row11("label-selector", { field: "kubernetesSDConfigs[].selectors[].label", text: "labels.Parse(*s.Label)" }, (value) => selectorText2(whyNoLabelSelector, value, 'is no label selector, as "app=web,tier in (a,b)" is')),
  {
    ...row11(
      "escaping",
      { field: "nameEscapingScheme", text: "utf8 metric names requested but validation scheme is not set to UTF8" },
      (value, { nameScheme, prometheus }) => value === "AllowUTF8" && nameScheme === "Legacy" && prometheus?.isAtLeast("3.4.0") === true ? [{ at: "", value, why: 'allows names that "nameValidationScheme", "Legacy", does not: change one of them' }] : []
    ),
    effect: "invalid-at-reload",
    see: { file: "prometheus: config/config.go", text: "utf8 metric names requested but validation scheme is not set to UTF8" }
  },
  anyway("http", "2.28.0", "0.77.0", "httpSDConfigs", "HTTP SD configuration is only supported for Prometheus version >= 2.28.0"),
  anyway(
    "digitalocean",
    "2.20.0",
    "0.82.0",
    "digitalOceanSDConfigs",
    "service discovery for Digital Ocean is only supported for Prometheus version >= 2.20.0"
  ),
  anyway("linode", "2.28.0", "0.75.0", "linodeSDConfigs", "linode SD configuration is only supported for Prometheus version >= 2.28.0"),
  anyway(
    "dockerswarm",
    "2.20.0",
    "0.75.0",
    "dockerSwarmSDConfigs",
    "dockerswarm SD configuration is only supported for Prometheus version >= 2.20.0"
  ),
  anyway(
    "puppetdb",
    "2.31.0",
    "0.75.0",
    "puppetDBSDConfigs",
    "puppetDB SD configuration is only supported for Prometheus version >= 2.31.0"
  ),
  anyway(
    "lightsail",
    "2.27.0",
    "0.75.0",
    "lightSailSDConfigs",
    "lightSail SD configuration is only supported for Prometheus version >= 2.27.0"
  ),
  anyway(
    "ovhcloud",
    "2.40.0",
    "0.75.0",
    "ovhcloudSDConfigs",
    "OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0"
  ),
  anyway(
    "scaleway",
    "2.26.0",
    "0.76.0",
    "scalewaySDConfigs",
    "ScaleWay SD configuration is only supported for Prometheus version >= 2.26.0"
  ),
  anyway("ionos", "2.36.0", "0.77.0", "ionosSDConfigs", "IONOS SD configuration is only supported for Prometheus version >= 2.36.0"),
  url("http-url", { field: "httpSDConfigs[].url", since: "0.90.0", text: "url.Parse(string(config.URL))" }, isNoUrl),
  tooNew("consul-path-prefix", "2.45.0", {
    field: "consulSDConfigs[].pathPrefix",
    since: "0.79.0",
    text: "field `config.PathPrefix` is only supported for Prometheus version >= 2.45.0"
  }),
  tooNew("consul-namespace", "2.28.0", {
    field: "consulSDConfigs[].namespace",
    since: "0.79.0",
    text: "field `config.Namespace` is only supported for Prometheus version >= 2.28.0"
  }),
  tooNew("consul-filter", "3.0.0-0", {
    field: "consulSDConfigs[].filter",
    since: "0.79.0",
    text: "field `config.Filter` is only supported for Prometheus version >= 3.0.0"
  }),
  tooNew("consul-health-filter", "3.11.2", {
    field: "consulSDConfigs[].healthFilter",
    since: "0.91.0",
    text: "field `config.HealthFilter` is only supported for Prometheus version >= 3.11.2"
  }),
  row11(
    "dns-port",
    { field: "dnsSDConfigs[]", text: "port required for record type" },
    (value) => isJson(value) && portNeeded(value) ? [{ at: "port", why: 'is missing, and only records of the type "SRV" name one: write "port"' }] : []
  ),
  tooNew(
    "azure-sdk",
    "2.52.0",
    {
      field: "azureSDConfigs[].authenticationMethod",
      since: "0.74.0",
      text: "SDK authentication is only supported from Prometheus version 2.52.0"
    },
    (value) => value === "SDK"
  ),
  tooNew(
    "azure-workload",
    "3.11.0",
    {
      field: "azureSDConfigs[].authenticationMethod",
      since: "0.91.0",
      text: "WorkloadIdentity authentication is only supported from Prometheus version 3.11.0"
    },
    (value) => value === "WorkloadIdentity"
  ),
  tooNew("azure-resource-group", "2.35.0", {
    field: "azureSDConfigs[].resourceGroup",
    since: "0.80.0",
    text: "ResourceGroup is only supported from Prometheus version >= 2.35.0"
  }),
  azureNeeds("tenantID"),
  azureNeeds("clientID"),
  azureNeeds("clientSecret"),
  {
    ...row11(
      "azure-unread-secret",
      { field: "azureSDConfigs[]", text: 'authMethod == "ManagedIdentity" ||' },
      (value) => isJson(value) && METHODS_WITHOUT_KEYS.includes(textOf2(value.authenticationMethod)) && isSet(value.clientSecret) ? [
        {
          at: "clientSecret",
          why: "is not needed, and fails the whole Prometheus unless another object reads the same Secret: remove it"
        }
      ] : []
    ),
    effect: "works-otherwise",
    since: "0.80.1"
  },
  tooNew(
    "openstack-role",
    "3.2.0",
    { field: "openstackSDConfigs[].role", since: "0.81.0", text: "role is only supported from Prometheus version 3.2.0" },
    (value) => value === "LoadBalancer"
  ),
  tooNew("docker-first-network", "2.54.1", {
    field: "dockerSDConfigs[].matchFirstNetwork",
    since: "0.90.0",
    text: "field `matchFirstNetwork` is only supported for Prometheus version >= 2.54.1"
  }),
  url("docker-host", { field: "dockerSDConfigs[].host", since: "0.73.0", text: "url.Parse(config.Host)" }, isNoUrl),
  url("dockerswarm-host", { field: "dockerSwarmSDConfigs[].host", since: "0.75.0", text: "url.Parse(config.Host)" }, isNoUrl),
  tooNew("kuma-client-id", "2.50.0", {
    field: "kumaSDConfigs[].clientID",
    since: "0.86.0",
    text: "field `clientID` in kuma SD configuration is only supported for Prometheus version >= 2.50.0"
  }),
  url("kuma-server", { field: "kumaSDConfigs[].server", since: "0.80.1", text: "must not be empty and have a scheme" }, whyNoServer),
  url("nomad-server", { field: "nomadSDConfigs[].server", since: "0.90.0", text: "must not be empty and have a scheme" }, whyNoServer),
  tooNew("hetzner-label-selector", "3.5.0", {
    field: "hetznerSDConfigs[].labelSelector",
    since: "0.90.0",
    text: "field `labelSelector` is only supported for Prometheus version >= 3.5.0"
  }),
  url("puppetdb-scheme", { field: "puppetDBSDConfigs[].url", since: "0.75.0", text: "URL scheme must be 'http' or 'https'" }, whyNotOfWeb)
];

// src/admission/operator/thanos-ruler.ts
var OPERATOR3 = "pkg/thanos/operator.go";
var STATEFUL_SET2 = "pkg/thanos/statefulset.go";
var row12 = (id, field, since2, file, text2, find) => ({
  id: `thanos-ruler/${id}`,
  kinds: ["ThanosRuler"],
  field,
  effect: "resource-rejected",
  since: since2,
  see: { file, text: text2 },
  find
});
var THANOS_RULER_ROWS = [
  row12(
    "no-query",
    "spec",
    void 0,
    STATEFUL_SET2,
    "thanos ruler requires query config or at least one query endpoint to be specified",
    (spec) => isJson(spec) && !isSet(spec.queryConfig) && listOf2(spec.queryEndpoints).length === 0 && !isText2(spec.queryEndpoints) ? [{ at: "queryEndpoints", why: 'is missing, and so is "queryConfig": write one of them' }] : []
  ),
  row12(
    "version",
    "spec.version",
    void 0,
    STATEFUL_SET2,
    "failed to parse Thanos Ruler version",
    (value) => typeof value !== "string" || value === "" || value.includes("${") || readVersion(value) ? [] : [{ at: "", value, why: 'is no version: write it like "v0.40.1"' }]
  ),
  row12(
    "remote-write",
    "spec.remoteWrite",
    "0.82.0",
    OPERATOR3,
    "thanos remote-write configuration requires at least version",
    (value, { thanos }) => listOf2(value).length > 0 && isBelow(thanos, "0.24.0") ? [{ at: "", why: `requires Thanos 0.24.0 or newer; the version is ${thanos.text}` }] : []
  ),
  row12(
    "azure-client-id",
    "spec.remoteWrite[].azureAd.managedIdentity",
    "0.87.0",
    OPERATOR3,
    "azureAD.managedIdentity.clientId is required with Thanos < 0.40.0",
    (value, { thanos }) => isJson(value) && textOf2(value.clientId) === "" && isBelow(thanos, "0.40.0") ? [{ at: "clientId", why: `is missing, and Thanos ${thanos.text}, below 0.40.0, needs it` }] : []
  )
];
var isText2 = (value) => isSet(value) && !Array.isArray(value);

// src/admission/operator/workload.ts
var SERVERS2 = ["Prometheus", "PrometheusAgent"];
var OTHERS = ["ThanosRuler", "Alertmanager"];
var LABELS3 = {
  Prometheus: (name) => ({ "app.kubernetes.io/name": "prometheus", "operator.prometheus.io/name": name, "prometheus": name }),
  PrometheusAgent: (name) => ({ "app.kubernetes.io/name": "prometheus-agent", "operator.prometheus.io/name": name }),
  ThanosRuler: (name) => ({ "app.kubernetes.io/name": "thanos-ruler", "thanos-ruler": name }),
  Alertmanager: (name) => ({ "app.kubernetes.io/name": "alertmanager", "alertmanager": name })
};
function labelsOf(kind, name) {
  return { "app.kubernetes.io/managed-by": "prometheus-operator", "app.kubernetes.io/instance": name, ...LABELS3[kind](name) };
}
var hasService = ({ spec }) => valueAt(spec, "mode") !== "DaemonSet";
function serviceFaults(value, { env, kind, namespace }, manifest) {
  const name = textOf2(value);
  if (name === "" || namespace === void 0 || !env.lookup || !hasService(manifest)) {
    return [];
  }
  const service2 = env.lookup("Service", namespace, name);
  if (service2 === "unknown") {
    return [];
  }
  if (service2 === void 0) {
    return [{ at: "", value: name, why: `is no Service of the namespace ${namespace}: create it, or remove "serviceName"` }];
  }
  const [selector3, labels2] = [valueAt(service2, "spec.selector"), labelsOf(kind, textOf2(valueAt(manifest, "metadata.name")))];
  const other = Object.entries(isJson(selector3) ? selector3 : {}).find(([label, wanted]) => labels2[label] !== wanted);
  return other === void 0 ? [] : [{ at: "", value: name, why: `is a Service whose selector has ${other[0]}=${String(other[1])}, which is no label of the pods: correct the selector` }];
}
var service = (kinds, since2) => ({
  id: `workload/service-${kinds[0].toLowerCase()}`,
  kinds,
  field: "spec.serviceName",
  effect: "resource-rejected",
  since: since2,
  isAsOldAsField: true,
  see: { file: "pkg/k8s/network.go", text: "failed to get custom governing service" },
  find: serviceFaults
});
var fromAlertmanager = (version2) => (manifest, { env }) => !isBelow(alertmanagerVersion(manifest, env.alertmanager), version2);
function hasWebConfig(manifest, context) {
  const { kind, prometheus, thanos } = context;
  switch (kind) {
    case "Alertmanager":
      return fromAlertmanager("0.22.0")(manifest, context);
    case "ThanosRuler":
      return !isBelow(thanos, "0.21.0");
    default:
      return !isBelow(prometheus, "2.24.0");
  }
}
var keyFaults2 = (isMounted) => (tls, context, manifest) => {
  if (!isJson(tls) || textOf2(valueAt(tls, "keySecret.name")) !== "" || !isMounted(manifest, context)) {
    return [];
  }
  const isFile2 = textOf2(tls.keyFile) !== "";
  if (!isFile2 && !isSet(valueAt(tls, "keySecret.key"))) {
    return [];
  }
  return [{
    at: isFile2 ? "keyFile" : "keySecret",
    value: isFile2 ? tls.keyFile : void 0,
    why: 'makes the operator mount a Secret without a name, which the apiserver rejects: name a Secret in "keySecret" instead'
  }];
};
var MOUNT = { file: "pkg/webconfig/tls_credentials.go", text: "mountParamsForSecret(volumes, mounts, tr.keySecret, prefix, tr.GetKeyMountPath())" };
var WORKLOAD_ROWS = [
  service(SERVERS2, "0.80.0"),
  service(OTHERS, "0.81.0"),
  {
    id: "workload/web-key",
    kinds: [...SERVERS2, ...OTHERS],
    field: "spec.web.tlsConfig",
    effect: "resource-rejected",
    see: MOUNT,
    find: keyFaults2(hasWebConfig)
  },
  {
    id: "workload/cluster-key",
    kinds: ["Alertmanager"],
    field: "spec.clusterTLS.server",
    effect: "resource-rejected",
    see: MOUNT,
    find: keyFaults2(fromAlertmanager("0.24.0"))
  }
];

// src/admission/operator/table.ts
var ROWS = [
  ...ENDPOINT_ROWS,
  ...SCRAPE_CONFIG_ROWS,
  ...PROMETHEUS_ROWS,
  ...REMOTE_WRITE_ROWS,
  ...THANOS_RULER_ROWS,
  ...ADDITIONAL_ARGS_ROWS,
  ...ADDITIONAL_CONFIG_ROWS,
  ...WORKLOAD_ROWS,
  ...CRASH_ROWS,
  ...IGNORED_ROWS2,
  ...ALERTMANAGER_ROWS
];
var byKind = /* @__PURE__ */ new Map();
function checksOf(kind) {
  let found = byKind.get(kind);
  if (!found) {
    found = { rows: ROWS.filter(({ kinds }) => kinds.includes(kind)), places: PLACES.filter(({ kinds }) => kinds.includes(kind)) };
    if (found.rows.length + found.places.length > 0) {
      byKind.set(kind, found);
    }
  }
  return found;
}

// src/admission/operator/problems.ts
function versionOf(own2, otherwise2) {
  return textOf2(own2) === "" ? otherwise2 : readVersion(textOf2(own2));
}
function contextOf(kind, manifest, env) {
  const spec = isJson(manifest.spec) ? manifest.spec : {};
  const isServer = kind === "Prometheus" || kind === "PrometheusAgent";
  const sidecar = isServer && isJson(spec.thanos) ? spec.thanos.version : void 0;
  return {
    env,
    kind,
    namespace: isJson(manifest.metadata) && textOf2(manifest.metadata.namespace) !== "" ? textOf2(manifest.metadata.namespace) : void 0,
    prometheus: versionOf(isServer ? spec.version : env.prometheusSpec?.version, env.prometheus),
    thanos: versionOf(kind === "ThanosRuler" ? spec.version : sidecar, env.thanos),
    nameScheme: textOf2(spec.nameValidationScheme) || textOf2(env.prometheusSpec?.nameValidationScheme) || void 0
  };
}
function operatorProblems(manifest, env = {}) {
  if (!isJson(manifest) || !textOf2(manifest.apiVersion).startsWith("monitoring.coreos.com/")) {
    return [];
  }
  const kind = textOf2(manifest.kind);
  if (kind === "AlertmanagerConfig") {
    return configProblems(manifest, env);
  }
  const context = contextOf(kind, manifest, env);
  const { rows: rows2, places: places2 } = checksInForce(context);
  const own2 = rows2.flatMap(
    (row13) => select(manifest, row13.field).flatMap(
      (found) => row13.find(found.value, context, manifest).map((fault) => ({
        row: row13.id,
        effect: row13.effect,
        path: join(found.path, fault.at),
        value: fault.value,
        why: fault.why,
        since: row13.since
      }))
    )
  );
  const shared3 = places2.filter((place) => place.when === void 0 || place.when(kind, manifest.spec, env)).flatMap(
    (place) => select(manifest, place.at).flatMap(
      (found) => faultsOf(place.part, found.value, found.path, context).map(({ row: row13, fault }) => ({
        row: row13.id,
        effect: row13.effect ?? place.effect ?? EFFECT_OF_KIND[kind],
        path: fault.at,
        value: fault.value,
        why: fault.why,
        since: row13.since ?? place.since
      }))
    )
  );
  return [...own2, ...shared3];
}
var inForce = /* @__PURE__ */ new Map();
var MOST3 = 500;
function checksInForce(context) {
  const { env, kind, prometheus, thanos } = context;
  const { rows: rows2, places: places2 } = checksOf(kind);
  if (rows2.length + places2.length === 0) {
    return { rows: rows2, places: places2 };
  }
  const operator = env.operator === void 0 ? "any" : [env.operator].flat().map((each2) => each2.text).join();
  const key = `${kind} ${operator} ${prometheus?.text} ${thanos?.text}`;
  let checks = inForce.get(key);
  if (!checks) {
    checks = {
      rows: rows2.filter((row13) => isInForce(row13, env) && row13.applies?.(context) !== false),
      places: places2.filter((place) => isInForce(place, env))
    };
    if (inForce.size >= MOST3) {
      inForce.clear();
    }
    inForce.set(key, checks);
  }
  return checks;
}
function configProblems(manifest, env) {
  return alertmanagerConfigFaults(manifest, env).map(({ row: row13, effect, fault }) => ({ row: row13.id, effect, path: fault.at, value: fault.value, why: fault.why, since: row13.since }));
}
var RULES = {
  "object-left-out": LEFT_OUT,
  "resource-rejected": REJECTED2,
  "everything-blocked": BLOCKED,
  "invalid-at-reload": RELOAD,
  "field-ignored": IGNORED,
  "works-otherwise": OTHERWISE
};
function asFindings(problems, kind, object) {
  return problems.map(({ effect, path: path2, value, why }) => ({ ...finding(RULES[effect], { object, kind, path: path2, value, why }), path: path2 }));
}

// src/promql/reader.ts
function versionNumber(text2) {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})(?:\.\d|$|[-+])/.exec(text2 ?? "") ?? [];
  return major === void 0 ? void 0 : Number(major) * 1e3 + Number(minor);
}
function whyUnavailable(all3, reader) {
  const version2 = versionNumber(reader.prometheus);
  const candidates2 = version2 === void 0 ? candidatesOf(all3) : [version2];
  let reasons = [];
  for (const each2 of candidates2) {
    reasons = all3.flatMap((row13) => {
      const why = whyNotIn(row13, each2, reader);
      return why === void 0 ? [] : [{ row: row13, why }];
    });
    if (reasons.length === 0) {
      return [];
    }
  }
  return reasons;
}
function candidatesOf(all3) {
  const thresholds2 = all3.flatMap(({ since: since2, until, stable }) => [
    ...since2 === void 0 ? [] : [versionNumber(since2)],
    ...until === void 0 ? [] : [versionNumber(until) - 1, versionNumber(until)],
    ...stable === void 0 ? [] : [versionNumber(stable)]
  ]);
  return [.../* @__PURE__ */ new Set([OLDEST, ...thresholds2])].sort((a, b) => a - b);
}
var OLDEST = 2045;
function whyNotIn(row13, version2, { prometheus, features }) {
  const { since: since2, until, flag: flag2, flagSince, stable } = row13;
  const isOlder = (threshold2) => threshold2 !== void 0 && version2 < versionNumber(threshold2);
  const given = prometheus === void 0 ? "" : `; the version is ${prometheus.replace(/^v/, "")}`;
  if (isOlder(since2)) {
    return `requires Prometheus ${short(since2)} or newer${given}`;
  }
  if (until !== void 0 && !isOlder(until)) {
    return `is not in Prometheus ${short(until)} and newer${given}`;
  }
  const isFlagNeeded = flag2 !== void 0 && !isOlder(flagSince) && (stable === void 0 || isOlder(stable));
  if (!isFlagNeeded || features === void 0 || features.includes(flag2)) {
    return void 0;
  }
  return `requires the feature flag ${flag2}${stable === void 0 ? "" : `, or Prometheus ${short(stable)} or newer`}${given}`;
}
function short(version2) {
  return version2.replace(/^(\d+\.\d+)\.0$/, "$1");
}

// src/admission/rules/environment.ts
var PARSERS = /* @__PURE__ */ new Map([
  ["0.70", "2.48"],
  ["0.71", "2.48"],
  ["0.72", "2.50"],
  ["0.73", "2.51"],
  ["0.74", "2.52"],
  ["0.75", "2.53"],
  ["0.76", "2.54"],
  ["0.77", "2.54"],
  ["0.78", "2.55"],
  ["0.79", "3.0"],
  ["0.80", "3.1"],
  ["0.81", "3.1"],
  ["0.82", "3.3"],
  ["0.83", "3.4"],
  ["0.84", "3.4"],
  ["0.85", "3.5"],
  ["0.86", "3.7"],
  ["0.87", "3.7"],
  ["0.88", "3.9"],
  ["0.89", "3.9"],
  ["0.90", "3.10"],
  ["0.91", "3.11"],
  ["0.92", "3.12"],
  ["0.93", "3.13"],
  ["0.94", "3.14"]
]);
var PASSES_FEATURES = "0.91";
var CHECKS_NAMES_BY_VERSION = "0.86";
var UTF8_NAMES = { prometheus: "3.0", thanos: "0.38" };
function operatorReader({ operator, features }) {
  const [, minor] = /^v?(0\.\d+)\./.exec(`${operator ?? ""}.`) ?? [];
  const prometheus = PARSERS.get(minor ?? "");
  if (prometheus === void 0) {
    return void 0;
  }
  return { prometheus, features: isBelow2(operator, PASSES_FEATURES) ? [] : features };
}
function whyOldNames(env) {
  if (isBelow2(env.operator, CHECKS_NAMES_BY_VERSION)) {
    return `prometheus-operator ${env.operator} allows other names only from 0.87 on`;
  }
  if (isBelow2(env.thanos, UTF8_NAMES.thanos)) {
    return `Thanos ${env.thanos} allows other names only from ${UTF8_NAMES.thanos} on`;
  }
  if (env.thanos !== void 0 || !isBelow2(env.prometheus, UTF8_NAMES.prometheus)) {
    return void 0;
  }
  return `Prometheus ${env.prometheus} allows other names only from ${UTF8_NAMES.prometheus} on`;
}
function isBelow2(version2, threshold2) {
  const number2 = versionNumber(version2);
  return number2 !== void 0 && number2 < versionNumber(threshold2);
}

// src/promql/tokens.ts
var SIGNS2 = [
  "==",
  "!=",
  "<=",
  ">=",
  "</",
  ">/",
  "=~",
  "!~",
  "<",
  ">",
  "=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "@"
];
var SIGN = new RegExp(SIGNS2.map((sign) => sign.replace(/[^\w]/g, "\\$&")).join("|"), "y");
var SPACE = /[ \t\r\n]+/y;
var COMMENT = /#[^\r\n]*/y;
var NAME3 = /[a-zA-Z_][a-zA-Z0-9_]*/y;
var WIDE_NAME = /[a-zA-Z_\p{L}][a-zA-Z0-9_.\p{L}]*/yu;
var METRIC = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
var WIDE_METRIC = /[a-zA-Z_:\p{L}][a-zA-Z0-9_:.\p{L}]*/yu;
var HEX = /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![\w.])/y;
var NUMBER = /(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?(?![\w.])/y;
var DURATION = /(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?(?!\w)/y;
var RAW = /`[^`]*`/y;
var CODE_POINT = String.raw`(?:u|U0000)(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4}`;
var ESCAPE2 = String.raw`\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|${CODE_POINT})`;
var DOUBLE = new RegExp(String.raw`"(?:[^"\\\n]|${ESCAPE2}|\\")*"`, "y");
var SINGLE = new RegExp(String.raw`'(?:[^'\\\n]|${ESCAPE2}|\\')*'`, "y");
function readTokens(text2) {
  const tokens = [];
  let isInBraces = false;
  let isInBrackets = false;
  let isBeforeNumber = false;
  for (let at = 0; at < text2.length; ) {
    const space = (matchAt(SPACE, text2, at) ?? (isBeforeNumber ? void 0 : matchAt(COMMENT, text2, at)))?.length;
    if (space !== void 0) {
      at += space;
      continue;
    }
    const token = isInBraces ? inBraces(text2, at) : outside(text2, at, isInBrackets);
    if ("why" in token) {
      return token;
    }
    switch (token.type) {
      case "{":
        isInBraces = true;
        break;
      case "}":
        isInBraces = false;
        break;
      case "[":
        if (isInBrackets) {
          return unexpected(text2, at);
        }
        isInBrackets = true;
        isBeforeNumber = true;
        break;
      case "]":
        isInBrackets = false;
        isBeforeNumber = false;
        break;
      case "number":
      case "duration":
        isBeforeNumber = false;
        break;
    }
    tokens.push(token.type === ":" && isBeforeNumber ? { ...token, uses: "calculatedSubquery" } : token);
    at = token.to;
  }
  return { tokens: [...tokens, { type: "end", text: "", from: text2.length, to: text2.length }] };
}
function inBraces(text2, at) {
  return nameAt(text2, at, NAME3, WIDE_NAME) ?? stringAt(text2, at) ?? signAt(text2, at);
}
function outside(text2, at, isInBrackets) {
  if (/[0-9]/.test(text2[at]) || text2[at] === "." && /[0-9]/.test(text2[at + 1] ?? "")) {
    return numberAt(text2, at);
  }
  if (isInBrackets) {
    return nameAt(text2, at, NAME3, NAME3) ?? signAt(text2, at);
  }
  const name = nameAt(text2, at, METRIC, WIDE_METRIC);
  if (name) {
    return SPECIAL_NUMBER.test(name.text) ? { ...name, type: "number" } : name;
  }
  return stringAt(text2, at) ?? signAt(text2, at);
}
var SPECIAL_NUMBER = /^(?:inf|nan)$/i;
function nameAt(text2, at, narrow, wide) {
  const name = matchAt(wide, text2, at);
  if (name === void 0) {
    return void 0;
  }
  const type = name.includes(":") ? "metric" : "name";
  return { type, text: name, from: at, to: at + name.length, ...matchAt(narrow, text2, at) !== name && { uses: "unquotedNames" } };
}
function numberAt(text2, at) {
  const number2 = matchAt(HEX, text2, at) ?? matchAt(NUMBER, text2, at);
  if (number2 !== void 0) {
    const value = Number(number2.replace(/_/g, ""));
    if (!Number.isFinite(value)) {
      return { at, why: `the number ${number2} is too large` };
    }
    return { type: "number", text: number2, from: at, to: at + number2.length, ...number2.includes("_") && { uses: "underscores" } };
  }
  const duration2 = matchAt(DURATION, text2, at);
  if (!duration2) {
    return { at, why: `${JSON.stringify(wordAt(text2, at))} is neither a number nor a duration, like 1h30m` };
  }
  const seconds = secondsOf(duration2);
  if (seconds > LONGEST_DURATION) {
    return { at, why: `the duration ${duration2} is longer than 292 years` };
  }
  return { type: "duration", text: duration2, from: at, to: at + duration2.length, ...seconds === 0 && { uses: "zeroDuration" } };
}
var LONGEST_DURATION = 2 ** 63 / 1e9;
var SECONDS2 = { y: 365 * 86400, w: 7 * 86400, d: 86400, h: 3600, m: 60, s: 1, ms: 1e-3 };
function secondsOf(text2) {
  if (SPECIAL_NUMBER.test(text2)) {
    return /^i/i.test(text2) ? Infinity : NaN;
  }
  if (!/^\d+[ywdhms]/.test(text2)) {
    return Number(text2.replace(/_/g, ""));
  }
  return [...text2.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce((sum, [, count3, unit]) => sum + Number(count3) * SECONDS2[unit], 0);
}
function stringAt(text2, at) {
  const quote = text2[at];
  if (quote !== '"' && quote !== "'" && quote !== "`") {
    return void 0;
  }
  const found = matchAt(quote === '"' ? DOUBLE : quote === "`" ? RAW : SINGLE, text2, at);
  if (found !== void 0) {
    return { type: "string", text: found, from: at, to: at + found.length };
  }
  return { at, why: `the text in quotes from character ${at + 1} on does not end in its line, or has an unknown escape` };
}
function signAt(text2, at) {
  const sign = matchAt(SIGN, text2, at);
  if (sign === void 0) {
    return unexpected(text2, at);
  }
  return { type: sign, text: sign, from: at, to: at + sign.length, ...(sign === "</" || sign === ">/") && { uses: "trim" } };
}
function unexpected(text2, at) {
  return { at, why: `${JSON.stringify(String.fromCodePoint(text2.codePointAt(at)))} is not expected at character ${at + 1}` };
}
function wordAt(text2, at) {
  return /^[\w.]{1,30}/.exec(text2.slice(at, at + 30))?.[0] ?? text2[at];
}
function matchAt(pattern, text2, at) {
  pattern.lastIndex = at;
  return pattern.exec(text2)?.[0];
}

// src/admission/rules/values.ts
var DURATION2 = /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/;
var OLD_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
var OLD_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
function isDuration(text2) {
  return text2 !== "" && DURATION2.test(text2) && secondsOf(text2) <= LONGEST_DURATION;
}
function isZero3(text2) {
  return !/[1-9]/.test(text2);
}
function isOldMetricName(name) {
  return OLD_METRIC.test(name);
}
function isOldLabelName(name) {
  return OLD_LABEL.test(name);
}
function isMap4(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isThere(value) {
  return value !== void 0 && value !== null;
}
function inMessage(value) {
  return shown(typeof value === "object" ? JSON.stringify(value) : value);
}

// src/admission/rules/fields.ts
function unknownFields2(value, known6) {
  return Object.keys(value).filter((field) => !known6.includes(field)).map((field) => {
    const similar = similarTo(field, known6)[0] ?? known6.find((each2) => letters(each2) === letters(field));
    const cure = similar === void 0 ? `; there are ${known6.join(", ")}` : `: is it "${similar}"?`;
    return { field, why: `the field ${shown(field)} does not exist${cure}` };
  });
}
function letters(word) {
  return [...word].sort().join("");
}
function checkLabelNames(labels2, at, env, { hasSchema }) {
  const { path: path2, field, where: where2 } = at;
  if (!isThere(labels2)) {
    return [];
  }
  const refused = (name, why) => {
    const place = isOldLabelName(name) ? `.${name}` : `[${shown(name)}]`;
    return { effect: "refused", path: `${path2}.${field}${place}`, where: where2, why };
  };
  if (!isMap4(labels2)) {
    return hasSchema ? [] : [{ effect: "refused", path: `${path2}.${field}`, where: where2, why: `"${field}" is no map of names and texts` }];
  }
  const old = whyOldNames(env);
  const problems = [];
  for (const [name, text2] of Object.entries(labels2)) {
    if (name === "" || old !== void 0 && !isOldLabelName(name)) {
      const cure = `a name is letters, digits and "_", and begins with no digit${old === void 0 ? "" : `; ${old}`}`;
      problems.push(refused(name, `"${field}" has ${shown(name)}: ${cure}`));
    }
    if (name === "__name__" && field === "labels") {
      problems.push(refused(name, '"labels" has "__name__", which is the name of the metric: use "record"'));
    }
    if (!hasSchema && typeof text2 !== "string") {
      problems.push(refused(name, `"${field}.${name}" is no text: put it in quotes`));
    }
  }
  return problems;
}

// src/admission/rules/rule-problem.ts
function ruleWhere(rule2, group) {
  const what = isThere(rule2.alert) ? "alert" : "record";
  return `${group}, ${what} ${inMessage(rule2[what] ?? "")}`;
}

// src/admission/rules/template-lexer.ts
var BadTemplate = class extends Error {
};
var PIECES2 = [
  ["space", /[ \t\r\n]+/y],
  ["literal", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\[xuU]?[0-9a-fA-F]+|\\.)'/yu],
  ["literal", /[+-]?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?)i?/y],
  ["variable", /\$[\p{L}\p{N}_]*/yu],
  ["field", /\.[\p{L}_][\p{L}\p{N}_]*/yu],
  ["dot", /\./y],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/yu],
  [":=", /:=/y],
  ["=", /=/y],
  [",", /,/y],
  ["|", /\|/y],
  ["(", /\(/y],
  [")", /\)/y]
];
var OPEN = /\{\{(?:-(?=[ \t\r\n]))?/y;
var COMMENT2 = /[ \t\r\n]*\/\*/y;
var COMMENT_END = /\*\/(?:[ \t\r\n]+-)?\}\}/y;
var CLOSE = /(?:[ \t\r\n]+-)?\}\}/y;
function templateTokens(text2) {
  const tokens = [];
  for (let at = text2.indexOf("{{"); at >= 0; at = text2.indexOf("{{", at)) {
    at += matchAt2(OPEN, text2, at).length;
    const comment = matchAt2(COMMENT2, text2, at);
    at = comment === void 0 ? readAction(text2, at, tokens) : afterComment(text2, at + comment.length);
  }
  return tokens;
}
function afterComment(text2, from3) {
  const end = text2.indexOf("*/", from3);
  const close = end < 0 ? void 0 : matchAt2(COMMENT_END, text2, end);
  if (close === void 0) {
    throw new BadTemplate('a comment does not end in "*/}}"');
  }
  return end + close.length;
}
function readAction(text2, from3, tokens) {
  for (let at = from3; at < text2.length; ) {
    const close = matchAt2(CLOSE, text2, at);
    if (close !== void 0) {
      tokens.push({ type: "end", text: close });
      return at + close.length;
    }
    const found = pieceAt(text2, at);
    tokens.push(found);
    at += found.text.length;
  }
  throw new BadTemplate('"{{" is not closed by "}}"');
}
function pieceAt(text2, at) {
  for (const [type, pattern] of PIECES2) {
    const found = matchAt2(pattern, text2, at);
    if (found !== void 0) {
      return { type, text: found };
    }
  }
  const character = String.fromCodePoint(text2.codePointAt(at));
  const isQuote = ['"', "'", "`"].includes(character);
  if (isQuote) {
    throw new BadTemplate(`a text in ${character} is not closed before "}}"`);
  }
  throw new BadTemplate(`${JSON.stringify(character)} is not expected between "{{" and "}}"`);
}
function matchAt2(pattern, text2, at) {
  pattern.lastIndex = at;
  return pattern.exec(text2)?.[0];
}

// src/admission/rules/template-parser.ts
var FUNCTIONS = new Map([
  ..."and call eq ge gt html index js le len lt ne not or print printf println slice urlquery args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title toLower toTime toUpper value".split(" ").map((name) => [name, void 0]),
  ["now", "3.6"],
  ["toDuration", "3.6"],
  ["urlQueryEscape", "3.8"]
]);
var VARIABLES = ["$", "$labels", "$externalLabels", "$externalURL", "$value"];
var DEFINITIONS = ["define", "block"];
var CONTROLS = ["if", "range", "with", ...DEFINITIONS];
var CONSTANTS = ["true", "false", "nil"];
function isConstant({ type, text: text2 }) {
  return type === "literal" || type === "dot" || type === "word" && CONSTANTS.includes(text2);
}
function readTemplate(text2) {
  if (!text2.includes("{{")) {
    return { since: /* @__PURE__ */ new Map() };
  }
  try {
    const parser = new TemplateParser(templateTokens(text2));
    parser.parse();
    return { since: parser.since };
  } catch (error) {
    if (error instanceof BadTemplate) {
      return { why: error.message };
    }
    if (error instanceof RangeError) {
      return { since: /* @__PURE__ */ new Map() };
    }
    throw error;
  }
}
var TemplateParser = class {
  constructor(tokens) {
    this.tokens = tokens;
  }
  tokens;
  since = /* @__PURE__ */ new Map();
  at = 0;
  variables = [...VARIABLES];
  open = [];
  parse() {
    while (this.at < this.tokens.length) {
      this.action();
    }
    const control = this.open.pop();
    if (control) {
      throw new BadTemplate(`"{{ ${control.word} }}" has no "{{ end }}"`);
    }
  }
  action() {
    this.spaces();
    const { type, text: text2 } = this.peek;
    if (type !== "word") {
      this.pipeline();
      return;
    }
    if (CONTROLS.includes(text2)) {
      this.control(text2);
      return;
    }
    switch (text2) {
      case "else":
        this.otherwise();
        return;
      case "end":
        this.end();
        return;
      case "break":
      case "continue":
        this.jump(text2);
        return;
      case "template":
        this.template();
        return;
      default:
        this.pipeline();
    }
  }
  control(word) {
    this.take();
    this.open.push({ word, variables: [...this.variables], hasElse: false });
    if (DEFINITIONS.includes(word)) {
      this.name(word);
    }
    if (word === "define") {
      this.close();
    } else {
      this.pipeline(word === "range");
    }
    if (DEFINITIONS.includes(word)) {
      this.variables = ["$"];
    }
  }
  otherwise() {
    this.take();
    const control = this.open[this.open.length - 1];
    if (control === void 0 || control.hasElse || DEFINITIONS.includes(control.word)) {
      throw new BadTemplate('"{{ else }}" has no "{{ if }}"');
    }
    this.spaces();
    const isAgain = this.is("word") && ["if", "with"].includes(this.peek.text) && this.peek.text === control.word;
    if (isAgain) {
      this.take();
      this.pipeline();
    } else {
      control.hasElse = true;
      this.close();
    }
  }
  end() {
    this.take();
    const control = this.open.pop();
    if (!control) {
      throw new BadTemplate('"{{ end }}" has no "{{ if }}", "{{ range }}" or "{{ with }}"');
    }
    this.variables = [...control.variables];
    this.close();
  }
  jump(word) {
    this.take();
    this.close();
    if (!this.open.some((control) => control.word === "range")) {
      throw new BadTemplate(`"{{ ${word} }}" stands outside of "{{ range }}"`);
    }
  }
  template() {
    this.take();
    this.name("template");
    this.spaces();
    if (this.is("end")) {
      this.take();
    } else {
      this.pipeline();
    }
  }
  name(word) {
    this.spaces();
    if (!this.is("literal") || !/^["`]/.test(this.peek.text)) {
      throw new BadTemplate(`"{{ ${word} }}" has no name in quotes`);
    }
    this.take();
  }
  /** To the end of the action. */
  pipeline(isRange = false) {
    this.declarations(isRange);
    this.commands("end");
  }
  declarations(isRange) {
    this.spaces();
    const start = this.at;
    if (!this.is("variable")) {
      return;
    }
    const names2 = [this.take().text];
    this.spaces();
    if (isRange && this.is(",")) {
      this.take();
      this.spaces();
      if (this.is("variable")) {
        names2.push(this.take().text);
      }
      this.spaces();
    }
    if (!this.is(":=") && !this.is("=")) {
      this.at = start;
      return;
    }
    this.take();
    this.variables.push(...names2);
  }
  commands(close) {
    for (let isFirst = true; ; isFirst = false) {
      this.spaces();
      if (this.is("|") || isFirst && this.is(close)) {
        throw new BadTemplate('a command is missing between "{{", "|" and "}}"');
      }
      if (!isFirst && isConstant(this.peek)) {
        throw new BadTemplate(`${JSON.stringify(this.peek.text)} behind "|" is no function`);
      }
      this.command();
      if (!this.is("|") && !this.is(close)) {
        throw this.unexpected();
      }
      if (this.take().type === close) {
        return;
      }
    }
  }
  command() {
    for (; ; ) {
      this.spaces();
      if (["end", ")", "|"].includes(this.peek.type)) {
        return;
      }
      this.operand();
      if (!["space", "end", ")", "|"].includes(this.peek.type)) {
        throw this.unexpected();
      }
    }
  }
  operand() {
    const { type, text: text2 } = this.take();
    switch (type) {
      case "word":
        this.word(text2);
        break;
      case "variable":
        if (!this.variables.includes(text2)) {
          throw new BadTemplate(`the variable ${text2} does not exist: there are $labels, $value, $externalLabels and $externalURL`);
        }
        break;
      case "literal":
        if (this.is("field")) {
          throw this.unexpected();
        }
        break;
      case "dot":
        if (this.is("field")) {
          throw this.unexpected();
        }
        break;
      case "(":
        this.commands(")");
        break;
      case "field":
        break;
      default:
        throw new BadTemplate(`${JSON.stringify(text2)} is not expected between "{{" and "}}"`);
    }
    while (this.is("field")) {
      this.take();
    }
  }
  word(text2) {
    if (CONSTANTS.includes(text2)) {
      if (this.is("field")) {
        throw this.unexpected();
      }
      return;
    }
    if (!FUNCTIONS.has(text2)) {
      throw new BadTemplate(`the function ${text2} does not exist in templates of Prometheus`);
    }
    const since2 = FUNCTIONS.get(text2);
    if (since2 !== void 0) {
      this.since.set(text2, since2);
    }
  }
  close() {
    this.spaces();
    if (!this.is("end")) {
      throw this.unexpected();
    }
    this.take();
  }
  spaces() {
    while (this.is("space")) {
      this.take();
    }
  }
  unexpected() {
    return new BadTemplate(`${JSON.stringify(this.peek.text)} is not expected between "{{" and "}}"`);
  }
  is(type) {
    return this.peek.type === type;
  }
  get peek() {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)];
  }
  take() {
    const token = this.peek;
    this.at++;
    return token;
  }
};

// src/promql/constructs.ts
var EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions";
var CONSTRUCTS = {
  quotedNames: { words: 'a name in quotes, like {"my.metric"},', since: "2.51" },
  quotedGrouping: { words: 'a label in quotes, like by ("my_label"),', since: "2.55" },
  wideGrouping: { words: 'a label with any letters, like by ("my.label"),', since: "2.55", flag: "utf8-names", stable: "3.0" },
  colonGrouping: { words: 'a label with ":"', since: "2.55", flag: "utf8-names", stable: "3.0" },
  unquotedNames: { words: 'a name with "." or other letters and without quotes', since: "3.16", flag: "promql-unquoted-utf8-names" },
  underscores: { words: 'a number with "_"', since: "2.54" },
  numberAsDuration: { words: "a number as a duration, like [300],", since: "2.54" },
  durationAsNumber: { words: 'a duration as a number, like "> 5m",', since: "2.54" },
  zeroDuration: { words: "a duration of 0", since: "3.4" },
  zeroRange: { words: "a range of 0", since: "2.54", until: "3.4" },
  hugeDuration: { words: "a duration longer than 292 years", since: "2.54", until: "3.4" },
  signedBrackets: { words: "an offset in brackets", since: "3.4" },
  signedDuration: { words: "a duration with a sign, like [+5m],", since: "3.4" },
  durationExpression: { words: "a calculated duration, like [2 * 5m],", since: "3.4", flag: "promql-duration-expr", stable: "3.16" },
  stepInDuration: { words: "step() as a duration", since: "3.6", flag: "promql-duration-expr", flagSince: "3.12", stable: "3.16" },
  rangeInDuration: { words: "range() as a duration", since: "3.10", flag: "promql-duration-expr", flagSince: "3.12", stable: "3.16" },
  minMaxInDuration: { words: "min() or max() as a duration", since: "3.6", until: "3.13" },
  minMaxOfInDuration: { words: "min_of() or max_of() as a duration", since: "3.13", flag: "promql-duration-expr", stable: "3.16" },
  calculatedSubquery: { words: "a subquery over step() or range()", since: "3.16" },
  extendedRange: { words: '"anchored" or "smoothed"', since: "3.7", flag: "promql-extended-range-selectors", stable: "3.16" },
  fill: { words: "fill(), fill_left() or fill_right()", since: "3.10", flag: "promql-binop-fill-modifiers" },
  trim: { words: '"</" or ">/"', since: "3.11" },
  rangeAfterStartOrEnd: { words: 'a range behind "@ start()" or a calculated offset', until: "3.15" }
};

// src/upstream/load.ts
var fs = __toESM(require("fs"));
var path = __toESM(require("path"));
var FOLDERS = [path.join(__dirname, "..", "data"), path.join(__dirname, "..", "..", "data")];
function lazily(file, keys, folders = FOLDERS) {
  let data;
  return () => data ??= read3(file, keys, folders);
}
var operatorSchemas = lazily("operator-schemas.json", ["versions", "kinds", "pool", "nodes"]);
var kubernetesSchemas = lazily("kubernetes-schemas.json", ["versions", "kinds", "pool", "nodes"]);
var upstream = lazily("upstream.json", ["featureGates", "functions", "aggregators"]);
function read3(file, keys, folders) {
  const found = folders.map((folder) => path.join(folder, file)).find((each2) => fs.existsSync(each2));
  if (found === void 0) {
    throw new Error(`data/${file} of cdk8s-prometheus does not exist: reinstall the package`);
  }
  const data = parsed2(found);
  const missing4 = keys.filter((key) => typeof data !== "object" || data === null || !(key in data));
  if (missing4.length > 0) {
    throw new Error(`${found} is damaged: it has no "${missing4[0]}"; reinstall the package cdk8s-prometheus`);
  }
  return data;
}
function parsed2(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is damaged: ${error.message}; reinstall the package cdk8s-prometheus`);
  }
}

// src/promql/functions.ts
function functionOf(name) {
  return functions().get(name);
}
function functionNames() {
  return [...functions().keys()];
}
function functions() {
  table ??= new Map(Object.entries(upstream().functions).map(([name, row13]) => [name, signatureOf(name, row13)]));
  return table;
}
var table;
function signatureOf(name, row13) {
  const { args, variadic, returns, since: since2, until } = row13;
  const least = args.length - (variadic === 0 ? 0 : 1);
  return {
    name,
    args,
    returns,
    since: since2,
    until,
    count: [least, variadic < 0 ? Infinity : variadic === 0 ? args.length : least + variadic],
    ...flagOf2(row13)
  };
}
function flagOf2({ experimental, was = [] }) {
  const changed = was[was.length - 1];
  if (experimental) {
    return { flag: EXPERIMENTAL_FUNCTIONS, ...changed?.[1].experimental === false && { flagSince: changed[0] } };
  }
  return changed?.[1].experimental ? { flag: EXPERIMENTAL_FUNCTIONS, stable: changed[0] } : {};
}
var OF_COUNTERS = /* @__PURE__ */ new Set(["rate", "irate", "increase", "resets"]);
var AGGREGATION_PARAMETERS = {
  topk: "scalar",
  bottomk: "scalar",
  quantile: "scalar",
  limitk: "scalar",
  limit_ratio: "scalar",
  count_values: "string"
};
var AGGREGATIONS_SINCE = {
  limitk: { since: "2.54", flag: EXPERIMENTAL_FUNCTIONS },
  limit_ratio: { since: "2.54", flag: EXPERIMENTAL_FUNCTIONS }
};

// src/promql/syntax-node.ts
function childrenOf(node) {
  return node.children;
}
function textOfNode(text2, { from: from3, to: to2 }) {
  return text2.slice(from3, to2);
}

// src/promql/node-builder.ts
var BadSyntax = class extends Error {
  constructor(token, why) {
    super(why);
    this.token = token;
  }
  token;
};
var TooDeep2 = class extends Error {
};
var NodeBuilder = class {
  constructor(tokens, deepest) {
    this.tokens = tokens;
    this.deepest = deepest;
  }
  tokens;
  deepest;
  uses = /* @__PURE__ */ new Set();
  at = 0;
  depth = 0;
  heights = /* @__PURE__ */ new WeakMap();
  get peek() {
    return this.tokens[this.at];
  }
  get next() {
    return this.tokens[Math.min(this.at + 1, this.tokens.length - 1)];
  }
  is(...types) {
    return types.includes(this.peek.type);
  }
  take() {
    const token = this.peek;
    if (token.uses) {
      this.use(token.uses);
    }
    this.at = Math.min(this.at + 1, this.tokens.length - 1);
    return token;
  }
  expect(type) {
    if (!this.is(type)) {
      throw this.unexpected(type);
    }
    return this.take();
  }
  use(name) {
    this.uses.add(name);
  }
  /** The piece that comes next is not expected here. */
  unexpected(wanted) {
    const { type, text: text2, from: from3 } = this.peek;
    const instead2 = wanted === void 0 ? "" : `, where "${wanted}" is expected`;
    const what = type === "end" ? "it ends" : `${JSON.stringify(text2.slice(0, 40))} is not expected at character ${from3 + 1}`;
    return new BadSyntax(this.peek, type === "end" ? `${what} too early${instead2}` : `${what}${instead2}`);
  }
  leaf(name) {
    const { from: from3, to: to2 } = this.take();
    return { name, from: from3, to: to2, children: [] };
  }
  /** A node over others, from its first to its last piece. */
  node(name, children, first, last) {
    const node = { name, from: (first ?? children[0]).from, to: (last ?? children[children.length - 1]).to, children };
    const height = 1 + Math.max(0, ...children.map((child) => this.heights.get(child) ?? 0));
    if (height > this.deepest) {
      throw new TooDeep2();
    }
    this.heights.set(node, height);
    return node;
  }
  /** Reads something nested. */
  deeper(read5) {
    if (this.depth >= this.deepest) {
      throw new TooDeep2();
    }
    this.depth++;
    const found = read5();
    this.depth--;
    return found;
  }
};

// src/promql/duration-parser.ts
var STRENGTH = /* @__PURE__ */ new Map([["+", 1], ["-", 1], ["*", 2], ["/", 2], ["%", 2], ["^", 3]]);
var OF_SIGN = 2;
var CALLS = /* @__PURE__ */ new Map([
  ["step", ["stepInDuration", 0]],
  ["range", ["rangeInDuration", 0]],
  ["min", ["minMaxInDuration", 2]],
  ["max", ["minMaxInDuration", 2]],
  ["min_of", ["minMaxOfInDuration", 2]],
  ["max_of", ["minMaxOfInDuration", 2]]
]);
var DurationParser = class {
  constructor(builder) {
    this.builder = builder;
  }
  builder;
  /** The values of literals, with their signs. */
  values = /* @__PURE__ */ new WeakMap();
  /** A number or a duration. */
  literal(ofDuration) {
    const { builder } = this;
    if (!builder.is("number", "duration")) {
      throw builder.unexpected();
    }
    const { type, text: text2 } = builder.peek;
    if (ofDuration && type === "duration") {
      builder.use(ofDuration);
    }
    const node = builder.leaf("NumberDurationLiteral");
    this.values.set(node, secondsOf(text2));
    return node;
  }
  /** Of a range or a step, which is not 0. */
  range() {
    const { builder } = this;
    const { type, from: from3 } = builder.peek;
    const found = this.sum(0);
    const value = this.values.get(found);
    if (value === 0 && type === "number") {
      builder.use("zeroRange");
    }
    if (value !== void 0 && (value < 0 || value === 0 && type !== "number")) {
      throw new BadSyntax({ ...builder.peek, from: from3 }, `the duration at character ${from3 + 1} must be greater than 0`);
    }
    return found;
  }
  /** Of an offset: what is calculated with it is not part of it, unless it stands in brackets. */
  offset() {
    const { builder } = this;
    if (builder.is("(")) {
      return this.sum(0);
    }
    if (builder.is("+")) {
      builder.use("signedDuration");
    }
    return builder.is("+", "-") ? this.signed(() => builder.is("(") ? this.inBrackets("signedBrackets") : this.single()) : this.single();
  }
  sum(weakest) {
    const { builder } = this;
    if (builder.is("+", "-")) {
      builder.use("signedDuration");
    }
    let left = builder.is("+", "-") ? this.signed(() => this.sum(OF_SIGN)) : this.single();
    for (; ; ) {
      const sign = builder.peek.type;
      const strength = STRENGTH.get(sign) ?? 0;
      if (strength <= weakest) {
        return left;
      }
      builder.use("durationExpression");
      const operator = builder.leaf("DurationOp");
      const right = this.sum(strength);
      if ((sign === "/" || sign === "%") && this.values.get(right) === 0) {
        throw new BadSyntax({ ...builder.peek, from: operator.from }, `a duration is divided by 0 at character ${operator.from + 1}`);
      }
      left = builder.node("DurationExpr", [left, operator, right]);
    }
  }
  signed(read5) {
    const { builder } = this;
    return builder.deeper(() => {
      const isNegative = builder.is("-");
      const sign = builder.leaf("UnaryOp");
      const isTwice2 = builder.is("+", "-");
      if (isTwice2) {
        builder.use("signedDuration");
      }
      const inner = isTwice2 ? this.signed(read5) : read5();
      const node = builder.node("DurationExpr", [sign, inner]);
      const value = this.values.get(inner);
      if (value !== void 0) {
        this.values.set(node, isNegative ? -value : value);
      }
      return node;
    });
  }
  single() {
    const { builder } = this;
    const { type, text: text2 } = builder.peek;
    if (type === "(") {
      return this.inBrackets("durationExpression");
    }
    if (type === "name") {
      return this.call();
    }
    if (type === "number") {
      builder.use("numberAsDuration");
    }
    const node = this.literal();
    if (secondsOf(text2) > LONGEST_DURATION) {
      builder.use("hugeDuration");
    }
    return node;
  }
  inBrackets(uses) {
    const { builder } = this;
    builder.use(uses);
    return builder.deeper(() => {
      const open = builder.expect("(");
      const inner = this.sum(0);
      const node = builder.node("DurationExpr", [inner], open, builder.expect(")"));
      const value = this.values.get(inner);
      if (value !== void 0 && value !== 0) {
        this.values.set(node, value);
      }
      return node;
    });
  }
  call() {
    const { builder } = this;
    const row13 = CALLS.get(builder.peek.text.toLowerCase());
    if (!row13 || builder.next.type !== "(") {
      throw builder.unexpected();
    }
    const [construct, count3] = row13;
    builder.use(construct);
    return builder.deeper(() => {
      const name = builder.leaf("DurationFunction");
      builder.expect("(");
      const given = count3 === 0 ? [] : [this.sum(0)];
      if (count3 === 2) {
        builder.expect(",");
        given.push(this.sum(0));
      }
      return builder.node("DurationExpr", [name, ...given], void 0, builder.expect(")"));
    });
  }
};

// src/promql/parser.ts
var OPERATORS4 = /* @__PURE__ */ new Map([
  ["or", [1, "Or"]],
  ["and", [2, "And"]],
  ["unless", [2, "Unless"]],
  ["==", [3, "Eql"]],
  ["!=", [3, "Neq"]],
  ["<", [3, "Lss"]],
  [">", [3, "Gtr"]],
  ["<=", [3, "Lte"]],
  [">=", [3, "Gte"]],
  ["</", [3, "TrimUpper"]],
  [">/", [3, "TrimLower"]],
  ["+", [4, "Add"]],
  ["-", [4, "Sub"]],
  ["*", [5, "Mul"]],
  ["/", [5, "Div"]],
  ["%", [5, "Mod"]],
  ["atan2", [5, "Atan2"]],
  ["^", [6, "Pow"]]
]);
var OF_SIGN2 = 5;
var RESERVED2 = ["bool", "on", "ignoring", "group_left", "group_right", "atan2"];
var AGGREGATIONS = [
  "avg",
  "bottomk",
  "count",
  "count_values",
  "group",
  "limitk",
  "limit_ratio",
  "max",
  "min",
  "quantile",
  "stddev",
  "stdvar",
  "sum",
  "topk"
];
var Parser = class {
  builder;
  durations;
  constructor(tokens, deepest) {
    this.builder = new NodeBuilder(tokens, deepest);
    this.durations = new DurationParser(this.builder);
  }
  get uses() {
    return this.builder.uses;
  }
  /** Throws BadSyntax or TooDeep. */
  parse() {
    if (this.builder.is("end")) {
      throw new BadSyntax(this.builder.peek, "it has only comments");
    }
    const root = this.expression(0);
    if (!this.builder.is("end")) {
      throw this.builder.unexpected();
    }
    return root;
  }
  expression(weakest) {
    let left = this.operand();
    for (; ; ) {
      const sign = this.word;
      const [strength, name] = OPERATORS4.get(sign) ?? [0, ""];
      if (strength <= weakest) {
        return left;
      }
      const operator = this.builder.leaf(name);
      const modifiers = this.modifiers();
      left = this.builder.node("BinaryExpr", [left, operator, ...modifiers, this.expression(sign === "^" ? strength - 1 : strength)]);
    }
  }
  /** A keyword is one in any case. */
  get word() {
    const { type, text: text2 } = this.builder.peek;
    return type === "string" ? "" : type === "name" ? text2.toLowerCase() : text2;
  }
  modifiers() {
    const { builder } = this;
    const found = [];
    if (this.isWord("bool")) {
      found.push(builder.leaf("BoolModifier"));
    }
    if (this.isWord("on", "ignoring")) {
      const clause = [builder.leaf(this.word === "on" ? "On" : "Ignoring"), this.grouping()];
      if (this.isWord("group_left", "group_right")) {
        clause.push(builder.leaf(this.word === "group_left" ? "GroupLeft" : "GroupRight"));
        if (builder.is("(")) {
          clause.push(this.grouping());
        }
      }
      found.push(builder.node("MatchingModifierClause", clause));
    }
    const fills = this.fills();
    return fills ? [...found, fills] : found;
  }
  /** `fill` is a keyword only in front of a bracket. */
  fills() {
    const { builder } = this;
    const found = [];
    const known6 = /* @__PURE__ */ new Set();
    while (this.isWord("fill", "fill_left", "fill_right") && builder.next.type === "(" && !known6.has(this.word) && !known6.has("fill")) {
      if (known6.size > 0 && this.word === "fill") {
        break;
      }
      known6.add(this.word);
      builder.use("fill");
      found.push(builder.leaf("FillModifier"));
      builder.expect("(");
      if (builder.is("+", "-")) {
        found.push(builder.leaf("UnaryOp"));
      }
      found.push(this.durations.literal("durationAsNumber"));
      builder.expect(")");
    }
    return found.length > 0 ? builder.node("FillClause", found) : void 0;
  }
  isWord(...words2) {
    return this.builder.peek.type === "name" && words2.includes(this.word);
  }
  /** A sign, brackets, a literal, a selector or a call, and what stands behind it. */
  operand() {
    const { builder } = this;
    if (builder.is("+", "-")) {
      return builder.deeper(() => builder.node("UnaryExpr", [builder.leaf("UnaryOp"), this.expression(OF_SIGN2)]));
    }
    let found = this.primary();
    for (let more = this.suffix(found); more; more = this.suffix(found)) {
      found = more;
    }
    return found;
  }
  primary() {
    const { builder } = this;
    switch (builder.peek.type) {
      case "string":
        return builder.leaf("StringLiteral");
      case "number":
      case "duration":
        return this.durations.literal("durationAsNumber");
      case "{":
        return builder.node("VectorSelector", [this.matchers()]);
      case "(":
        return builder.deeper(() => {
          const open = builder.expect("(");
          const inner = this.expression(0);
          return builder.node("ParenExpr", [inner], open, builder.expect(")"));
        });
      case "name":
      case "metric":
        return this.named();
      default:
        throw builder.unexpected();
    }
  }
  named() {
    const { builder, word } = this;
    const isAggregation = builder.peek.type === "name" && AGGREGATIONS.includes(word);
    const { type, text: text2 } = builder.next;
    const isModifier2 = type === "name" && /^(?:by|without)$/i.test(text2);
    if (isAggregation && (type === "(" || isModifier2)) {
      return builder.deeper(() => this.aggregation());
    }
    if (type === "(" && builder.peek.type === "name" && !NO_FUNCTIONS.includes(word)) {
      return builder.deeper(() => this.call());
    }
    if (builder.peek.type === "name" && RESERVED2.includes(word)) {
      throw builder.unexpected();
    }
    const name = builder.leaf("Identifier");
    return builder.node("VectorSelector", builder.is("{") ? [name, this.matchers()] : [name]);
  }
  call() {
    return this.builder.node("FunctionCall", [this.builder.leaf("FunctionIdentifier"), this.body()]);
  }
  aggregation() {
    const { builder } = this;
    const operator = builder.leaf("AggregateOp");
    if (builder.is("(")) {
      const body = this.body();
      return builder.node("AggregateExpr", this.isWord("by", "without") ? [operator, body, this.aggregateModifier()] : [operator, body]);
    }
    return builder.node("AggregateExpr", [operator, this.aggregateModifier(), this.body()]);
  }
  aggregateModifier() {
    return this.builder.node("AggregateModifier", [this.builder.leaf(this.word === "by" ? "By" : "Without"), this.grouping()]);
  }
  body() {
    const { builder } = this;
    const open = builder.expect("(");
    const found = [];
    while (!builder.is(")")) {
      found.push(this.expression(0));
      if (builder.is(")")) {
        break;
      }
      builder.expect(",");
      if (builder.is(")")) {
        throw builder.unexpected();
      }
    }
    return builder.node("FunctionCallBody", found, open, builder.expect(")"));
  }
  grouping() {
    const { builder } = this;
    const open = builder.expect("(");
    const found = [];
    while (!builder.is(")")) {
      found.push(this.groupingLabel());
      if (!builder.is(")")) {
        builder.expect(",");
      }
    }
    return builder.node("GroupingLabels", found, open, builder.expect(")"));
  }
  groupingLabel() {
    const { builder } = this;
    switch (builder.peek.type) {
      case "string":
        if (builder.peek.text.length < 3) {
          throw new BadSyntax(builder.peek, `the label at character ${builder.peek.from + 1} is empty`);
        }
        builder.use(/^.[a-zA-Z_]\w*.$/.test(builder.peek.text) ? "quotedGrouping" : "wideGrouping");
        return builder.leaf("QuotedLabelName");
      case "metric":
        builder.use("colonGrouping");
        return builder.leaf("LabelName");
      case "name":
        if (this.word === "without") {
          throw builder.unexpected();
        }
        return builder.leaf("LabelName");
      default:
        throw builder.unexpected();
    }
  }
  matchers() {
    const { builder } = this;
    const open = builder.expect("{");
    const found = [];
    while (!builder.is("}")) {
      found.push(this.matcher());
      if (!builder.is("}")) {
        builder.expect(",");
      }
    }
    return builder.node("LabelMatchers", found, open, builder.expect("}"));
  }
  matcher() {
    const { builder } = this;
    const isQuoted = builder.peek.type === "string";
    if (isQuoted) {
      builder.use("quotedNames");
    }
    if (!isQuoted && builder.peek.type !== "name") {
      throw builder.unexpected();
    }
    const label = builder.leaf(isQuoted ? "QuotedLabelName" : "LabelName");
    if (isQuoted && builder.is(",", "}")) {
      return label;
    }
    if (!builder.is("=", "!=", "=~", "!~")) {
      throw builder.unexpected();
    }
    const operator = builder.leaf("MatchOp");
    if (!builder.is("string")) {
      throw builder.unexpected();
    }
    return builder.node(isQuoted ? "QuotedLabelMatcher" : "UnquotedLabelMatcher", [label, operator, builder.leaf("StringLiteral")]);
  }
  /** What stands behind a selector: a range, an offset, a time. */
  suffix(inner) {
    const { builder } = this;
    if (builder.is("[")) {
      return this.range(inner);
    }
    if (builder.is("@")) {
      return builder.node("StepInvariantExpr", [inner, this.time()]);
    }
    if (this.isWord("offset")) {
      builder.leaf("Offset");
      return builder.node("OffsetExpr", [inner, this.durations.offset()]);
    }
    if (this.isWord("anchored", "smoothed")) {
      builder.use("extendedRange");
      const name = this.word === "anchored" ? "AnchoredExpr" : "SmoothedExpr";
      return builder.node(name, [inner], void 0, builder.take());
    }
    return void 0;
  }
  range(inner) {
    const { builder } = this;
    builder.expect("[");
    const range = this.durations.range();
    if (!builder.is(":")) {
      return builder.node("MatrixSelector", [inner, range], void 0, builder.expect("]"));
    }
    builder.expect(":");
    const step = builder.is("]") ? [] : [this.durations.range()];
    return builder.node("SubqueryExpr", [inner, range, ...step], void 0, builder.expect("]"));
  }
  time() {
    const { builder } = this;
    builder.expect("@");
    if (this.isWord("start", "end")) {
      const name = builder.leaf("AtModifierPreprocessor");
      builder.expect("(");
      builder.expect(")");
      return name;
    }
    const sign = builder.is("+", "-") ? [builder.leaf("UnaryOp")] : [];
    return builder.node("Timestamp", [...sign, this.durations.literal("durationAsNumber")]);
  }
};
var NO_FUNCTIONS = [
  ...RESERVED2,
  ...AGGREGATIONS,
  "and",
  "or",
  "unless",
  "by",
  "without",
  "offset",
  "anchored",
  "smoothed",
  "fill",
  "fill_left",
  "fill_right"
];

// src/promql/syntax-tree.ts
var LONGEST5 = 2e5;
var DEEPEST2 = 500;
var TOO_LARGE2 = { isTooLarge: true };
var USUAL = 5e3;
var MOST4 = 1e3;
var known3 = /* @__PURE__ */ new Map();
function readExpression(text2) {
  let read5 = known3.get(text2);
  if (read5 === void 0) {
    read5 = parse3(text2);
    if (known3.size >= MOST4) {
      known3.clear();
    }
    if (text2.length <= USUAL) {
      known3.set(text2, read5);
    }
  }
  return read5;
}
function parse3(text2) {
  if (text2.length > LONGEST5) {
    return TOO_LARGE2;
  }
  if (text2.trim() === "") {
    return { why: "it is empty" };
  }
  const cut2 = readTokens(text2);
  if ("why" in cut2) {
    return { why: cut2.why };
  }
  const parser = new Parser(cut2.tokens, DEEPEST2);
  try {
    return { root: parser.parse(), uses: parser.uses };
  } catch (error) {
    if (error instanceof TooDeep2) {
      return TOO_LARGE2;
    }
    if (error instanceof BadSyntax) {
      return { why: whyNot(text2, error.token, cut2.tokens) ?? error.message };
    }
    throw error;
  }
}
function whyNot(text2, { type, from: from3 }, tokens) {
  if (type === "end") {
    const open = unclosed(tokens);
    return open && `it ends before "${open.text}" at character ${open.from + 1} is closed`;
  }
  const before = /([a-zA-Z_]\w{0,100})\s*$/.exec(text2.slice(Math.max(0, from3 - 200), from3));
  return type === "(" && before ? `there is no function ${before[1]}()` : void 0;
}
function unclosed(tokens) {
  const open = [];
  for (const token of tokens) {
    if (["(", "[", "{"].includes(token.type)) {
      open.push(token);
    }
    if ([")", "]", "}"].includes(token.type)) {
      open.pop();
    }
  }
  return open.pop();
}

// src/promql/selector.ts
function matchersOf2(text2, selector3) {
  return childrenOf(selector3).flatMap((child) => child.name === "Identifier" ? [nameMatcher(textOfNode(text2, child))] : childrenOf(child).flatMap((each2) => matcherOf(text2, each2)));
}
function matcherOf(text2, node) {
  if (node.name === "QuotedLabelName") {
    return [nameMatcher(unquote(textOfNode(text2, node)))];
  }
  const [label, operator, value] = childrenOf(node);
  const name = textOfNode(text2, label);
  return [{ label: /^["'`]/.test(name) ? unquote(name) : name, operator: textOfNode(text2, operator), value: unquote(textOfNode(text2, value)) }];
}
function nameMatcher(value) {
  return { label: "__name__", operator: "=", value };
}

// src/promql/result-labels.ts
var NONE = { isOpen: false, labels: /* @__PURE__ */ new Set() };
var ANY2 = { isOpen: true, labels: /* @__PURE__ */ new Set() };
var SELECTING = ["topk", "bottomk", "limitk", "limit_ratio"];
function resultLabels(text2) {
  const read5 = readExpression(text2);
  return "root" in read5 ? labelsOf2(text2, read5.root) : ANY2;
}
function mayHave({ isOpen, labels: labels2 }, label) {
  return isOpen !== labels2.has(label);
}
function labelsOf2(text2, node) {
  switch (node.name) {
    case "VectorSelector":
      return { isOpen: true, labels: new Set(matchersOf2(text2, node).filter(({ operator, value }) => operator === "=" && value === "").map(({ label }) => label)) };
    case "NumberDurationLiteral":
    case "StringLiteral":
      return NONE;
    case "FunctionCall":
      return ofCall(text2, node);
    case "AggregateExpr":
      return ofAggregation(text2, node);
    case "BinaryExpr":
      return ofOperation(text2, node);
    default: {
      const inner = childrenOf(node).find(({ name }) => name !== "UnaryOp");
      return inner ? labelsOf2(text2, inner) : ANY2;
    }
  }
}
function ofCall(text2, node) {
  const name = textOfNode(text2, node.children[0]);
  const given = bodyOf(node);
  if (name === "vector" || name === "scalar" || name === "time" || name === "pi") {
    return NONE;
  }
  if (name === "absent" || name === "absent_over_time") {
    return ofAbsent(text2, given[0]);
  }
  const vector = given.find((each2) => each2.name !== "NumberDurationLiteral" && each2.name !== "StringLiteral");
  const labels2 = vector ? labelsOf2(text2, vector) : NONE;
  if (name === "histogram_quantile") {
    return without(labels2, ["le"]);
  }
  if (name === "label_replace" || name === "label_join") {
    return plus(labels2, given[1]?.name === "StringLiteral" ? [unquote(textOfNode(text2, given[1]))] : []);
  }
  return name === "info" ? ANY2 : labels2;
}
function ofAbsent(text2, node) {
  const selector3 = node && firstSelector(node);
  const matchers = selector3 ? matchersOf2(text2, selector3) : [];
  return { isOpen: false, labels: new Set(matchers.filter(({ operator, label }) => operator === "=" && label !== "__name__").map(({ label }) => label)) };
}
function firstSelector(node) {
  if (node.name === "VectorSelector") {
    return node;
  }
  return node.name === "MatrixSelector" || node.name === "ParenExpr" || node.name === "OffsetExpr" ? childrenOf(node).map(firstSelector).find((found) => found) : void 0;
}
function ofAggregation(text2, node) {
  const operator = textOfNode(text2, node.children[0]).toLowerCase();
  const given = bodyOf(node);
  const inner = given.length > 0 ? labelsOf2(text2, given[given.length - 1]) : ANY2;
  if (SELECTING.includes(operator)) {
    return inner;
  }
  const modifier = childrenOf(node).find(({ name }) => name === "AggregateModifier");
  const names2 = modifier ? groupingOf(text2, modifier) : [];
  const isWithout = modifier !== void 0 && childrenOf(modifier).some(({ name }) => name === "Without");
  const grouped = isWithout ? without(inner, names2) : { isOpen: false, labels: new Set(names2.filter((name) => mayHave(inner, name))) };
  return operator === "count_values" && given[0]?.name === "StringLiteral" ? plus(grouped, [unquote(textOfNode(text2, given[0]))]) : grouped;
}
function ofOperation(text2, node) {
  const children = childrenOf(node);
  const [left, right] = [children[0], children[children.length - 1]].map((side) => ({ labels: labelsOf2(text2, side), isScalar: isScalar(text2, side) }));
  const names2 = new Set(children.map(({ name }) => name));
  if (names2.has("And") || names2.has("Unless")) {
    return left.labels;
  }
  if (names2.has("Or")) {
    return union(left.labels, right.labels);
  }
  if (left.isScalar || right.isScalar) {
    return left.isScalar ? right.labels : left.labels;
  }
  const clause = children.find(({ name }) => name === "MatchingModifierClause");
  if (!clause) {
    return left.labels.isOpen ? right.labels.isOpen ? left.labels : intersection(right.labels, left.labels) : intersection(left.labels, right.labels);
  }
  const kinds = childrenOf(clause);
  const lists = kinds.filter(({ name }) => name === "GroupingLabels");
  const many = kinds.find(({ name }) => name === "GroupLeft" || name === "GroupRight");
  if (many) {
    const included = lists[1] ? groupingOf(text2, { ...many, children: [lists[1]] }) : [];
    return plus(many.name === "GroupLeft" ? left.labels : right.labels, included);
  }
  const listed2 = groupingOf(text2, clause);
  return kinds.some(({ name }) => name === "On") ? { isOpen: false, labels: new Set(listed2.filter((name) => mayHave(left.labels, name) && mayHave(right.labels, name))) } : without(left.labels, listed2);
}
function isScalar(text2, node) {
  const children = childrenOf(node);
  switch (node.name) {
    case "NumberDurationLiteral":
      return true;
    case "FunctionCall":
      return functionOf(textOfNode(text2, node.children[0]))?.returns === "scalar";
    case "BinaryExpr":
      return isScalar(text2, children[0]) && isScalar(text2, children[children.length - 1]);
    case "ParenExpr":
    case "UnaryExpr":
      return isScalar(text2, children[children.length - 1]);
    default:
      return false;
  }
}
function bodyOf(node) {
  const body = childrenOf(node).find(({ name }) => name === "FunctionCallBody");
  return body ? childrenOf(body) : [];
}
function groupingOf(text2, node) {
  const list = childrenOf(node).find(({ name }) => name === "GroupingLabels");
  return list ? childrenOf(list).map((each2) => textOfNode(text2, each2)).map((name) => /^["'`]/.test(name) ? unquote(name) : name) : [];
}
function without({ isOpen, labels: labels2 }, names2) {
  return { isOpen, labels: isOpen ? /* @__PURE__ */ new Set([...labels2, ...names2]) : new Set([...labels2].filter((label) => !names2.includes(label))) };
}
function plus({ isOpen, labels: labels2 }, names2) {
  return { isOpen, labels: isOpen ? new Set([...labels2].filter((label) => !names2.includes(label))) : /* @__PURE__ */ new Set([...labels2, ...names2]) };
}
function intersection(closed, other) {
  return { isOpen: false, labels: new Set([...closed.labels].filter((label) => mayHave(other, label))) };
}
function union(a, b) {
  if (!a.isOpen && !b.isOpen) {
    return { isOpen: false, labels: /* @__PURE__ */ new Set([...a.labels, ...b.labels]) };
  }
  const [open, other] = a.isOpen ? [a, b] : [b, a];
  return { isOpen: true, labels: new Set([...open.labels].filter((label) => !mayHave(other, label))) };
}

// src/admission/rules/templates.ts
var ALWAYS2 = ["alertname"];
function emptyLabelsIn(text2, labels2) {
  const actions = [...text2.matchAll(/\{\{(.{0,500}?)\}\}/gs)].map(([, action]) => action);
  const used = new Set(actions.flatMap((action) => [...action.matchAll(/\$labels\.([a-zA-Z_][a-zA-Z0-9_]*)/g)].map(([, label]) => label)));
  return [...used].filter((label) => !ALWAYS2.includes(label) && !mayHave(labels2, label));
}
function hasStrayEnd(text2) {
  return text2.includes("}}") && text2.replace(/\{\{.{0,500}?\}\}/gs, "").includes("}}");
}

// src/promql/matcher.ts
function matches2({ operator, value }, label) {
  if (operator === "=" || operator === "!=") {
    return label === value === (operator === "=");
  }
  const read5 = readPattern(value);
  return "matches" in read5 ? read5.matches(label) === (operator === "=~") : void 0;
}
function isMatchingAll(matcher) {
  return matches2(matcher, "") === true;
}
function whyNotPatterns(matchers) {
  for (const { operator, value } of matchers) {
    const why = operator === "=~" || operator === "!~" ? whyNoPattern(value) : void 0;
    if (why !== void 0) {
      return `${JSON.stringify(value.slice(0, 80))} is no regular expression of RE2: ${why}`;
    }
  }
  return void 0;
}

// src/promql/modifier-check.ts
var MODIFIERS = ["OffsetExpr", "StepInvariantExpr", "AnchoredExpr", "SmoothedExpr"];
var SELECTORS3 = ["VectorSelector", "MatrixSelector"];
var MODIFIED = [...SELECTORS3, "SubqueryExpr"];
var LATEST = 2 ** 63;
function isModifier({ name }) {
  return MODIFIERS.includes(name);
}
function unmodified(node) {
  return isModifier(node) ? unmodified(node.children[0]) : node;
}
function whyNotModified(text2, node) {
  const base = unmodified(node);
  const inner = modifiersOf(node.children[0]);
  const shown2 = textOfNode(text2, node).slice(0, 60);
  const notBehind = `belongs behind a selector or a subquery, not behind ${textOfNode(text2, base).slice(0, 60)}`;
  switch (node.name) {
    case "OffsetExpr":
      if (!MODIFIED.includes(base.name)) {
        return `an offset ${notBehind}`;
      }
      if (!inner.some((each2) => each2.name === "OffsetExpr" && valueOf2(text2, each2.children[1]) !== 0)) {
        return void 0;
      }
      return `${shown2} has two offsets`;
    case "StepInvariantExpr":
      if (!MODIFIED.includes(base.name)) {
        return `"@" ${notBehind}`;
      }
      if (inner.some(({ name }) => name === "StepInvariantExpr")) {
        return `${shown2} has two times`;
      }
      return isOutOfBounds(text2, node.children[1]) ? `${shown2} has a time that does not exist` : void 0;
    default: {
      const word = node.name === "AnchoredExpr" ? "anchored" : "smoothed";
      if (!SELECTORS3.includes(base.name)) {
        return `"${word}" belongs behind a selector`;
      }
      return inner.some(({ name }) => name !== node.name && (name === "AnchoredExpr" || name === "SmoothedExpr")) ? `${shown2} is anchored and smoothed: choose one` : void 0;
    }
  }
}
function beforeRange(text2, vector) {
  for (const { name, children: [, value] } of modifiersOf(vector)) {
    if (name === "StepInvariantExpr") {
      if (value.name !== "Timestamp") {
        return { uses: "rangeAfterStartOrEnd" };
      }
      return { why: `"@" belongs behind the range of ${textOfNode(text2, vector).slice(0, 60)}` };
    }
    if (name === "OffsetExpr") {
      const seconds = valueOf2(text2, value);
      if (seconds === void 0) {
        return { uses: "rangeAfterStartOrEnd" };
      }
      if (seconds !== 0) {
        return { why: `the offset belongs behind the range of ${textOfNode(text2, vector).slice(0, 60)}` };
      }
    }
  }
  return {};
}
function modifiersOf(node) {
  return isModifier(node) ? [node, ...modifiersOf(node.children[0])] : [];
}
function valueOf2(text2, node) {
  if (node.name === "NumberDurationLiteral") {
    return secondsOf(textOfNode(text2, node));
  }
  const [sign, inner] = node.children;
  return sign?.name === "UnaryOp" ? valueOf2(text2, inner) : void 0;
}
function isOutOfBounds(text2, { name, children }) {
  return name === "Timestamp" && !(secondsOf(textOfNode(text2, children[children.length - 1])) < LATEST);
}

// src/promql/type-check.ts
var SET_OPERATORS = ["And", "Or", "Unless"];
var COMPARISONS2 = ["Eql", "Neq", "Gtr", "Gte", "Lss", "Lte"];
var GAUGE = /(_bytes|_ratio|_percent|_celsius|_info|_timestamp_seconds)$/;
var SHOWN2 = {
  scalar: "a number",
  vector: "an instant vector",
  matrix: "a range, like x[5m]",
  string: "a string"
};
var TypeCheck = class {
  constructor(text2) {
    this.text = text2;
  }
  text;
  problems = [];
  uses = [];
  typeOf(node) {
    switch (node.name) {
      case "NumberDurationLiteral":
        return "scalar";
      case "StringLiteral":
        return "string";
      case "VectorSelector":
        return this.selector(node);
      case "MatrixSelector":
        return this.range(node);
      case "SubqueryExpr":
        return this.subquery(node);
      case "FunctionCall":
        return this.call(node);
      case "AggregateExpr":
        return this.aggregate(node);
      case "BinaryExpr":
        return this.binary(node);
      case "UnaryExpr":
        return this.unary(node);
      case "ParenExpr":
        return this.typeOf(node.children[0]);
      default:
        return this.modified(node);
    }
  }
  selector(node, mayBeEmpty = false) {
    const matchers = matchersOf2(this.text, node);
    const why = whyNotPatterns(matchers);
    if (why !== void 0) {
      this.add("regex", why);
    }
    const isNamed2 = node.children[0].name === "Identifier";
    if (isNamed2 && matchers.slice(1).some(({ label }) => label === "__name__")) {
      this.add("type", `${this.show(node)} has two names`);
    }
    if (!mayBeEmpty && !isNamed2 && matchers.every(isMatchingAll)) {
      this.add("type", `${this.show(node)} selects everything: at least one matcher must not match the empty string`);
    }
    return "vector";
  }
  range({ children: [vector] }) {
    const type = this.typeOf(vector);
    if (type !== "vector" || unmodified(vector).name !== "VectorSelector") {
      this.add("type", `${this.show(vector)} cannot have a range: it is no selector; a subquery has a colon, like [5m:1m]`);
    }
    const { why, uses } = beforeRange(this.text, vector);
    if (why !== void 0) {
      this.add("type", why);
    }
    if (uses) {
      this.use(uses);
    }
    return "matrix";
  }
  subquery({ children: [inner] }) {
    this.want("vector", inner, "a subquery");
    return "matrix";
  }
  modified(node) {
    const why = whyNotModified(this.text, node);
    if (why !== void 0) {
      this.add("type", why);
    }
    return this.typeOf(node.children[0]);
  }
  unary({ children: [sign, inner] }) {
    const type = this.typeOf(inner);
    if (type === "scalar" || type === "vector") {
      return type;
    }
    this.add("type", `"${textOfNode(this.text, sign)}" wants a number or an instant vector, and ${this.show(inner)} is ${SHOWN2[type]}`);
    return "vector";
  }
  call(node) {
    const name = textOfNode(this.text, node.children[0]);
    const signature = functionOf(name);
    const given = node.children[1].children;
    if (!signature) {
      const [similar] = similarTo(name, functionNames());
      this.add("syntax", `there is no function ${name}()${similar === void 0 ? "" : `: is it ${similar}()?`}`);
      given.forEach((each2) => this.typeOf(each2));
      return "vector";
    }
    const { since: since2, until, flag: flag2, count: [least, most] } = signature;
    if (since2 !== void 0 || until !== void 0 || flag2 !== void 0) {
      this.uses.push({ ...signature, words: `${name}()` });
    }
    if (given.length < least || given.length > most) {
      this.add("type", `${name}() has ${given.length} arguments, and takes ${countInWords(least, most)}`);
    }
    given.forEach((each2, at) => this.argument(name, signature.args, each2, at));
    if (OF_COUNTERS.has(name)) {
      this.doubtGauge(name, given[0]);
    }
    if (name === "label_replace" && given[4]?.name === "StringLiteral") {
      this.pattern(unquote(textOfNode(this.text, given[4])));
    }
    return signature.returns;
  }
  argument(name, types, node, at) {
    const wanted = types[Math.min(at, types.length - 1)];
    if (name === "info" && at === 1) {
      this.labelsOnly(node);
    } else if (wanted === void 0) {
      this.typeOf(node);
    } else {
      this.want(wanted, node, `${name}()`);
    }
  }
  /** The second argument of info(): matchers without a name. */
  labelsOnly(node) {
    if (node.name !== "VectorSelector") {
      this.typeOf(node);
    } else if (node.children[0].name !== "Identifier") {
      this.selector(node, true);
      return;
    }
    this.add("type", `info() wants labels only, like {job="a"}, and has ${this.show(node)}`);
  }
  aggregate(node) {
    const operator = textOfNode(this.text, node.children[0]).toLowerCase();
    const given = node.children.find(({ name }) => name === "FunctionCallBody").children;
    if (operator in AGGREGATIONS_SINCE) {
      this.uses.push({ ...AGGREGATIONS_SINCE[operator], words: `${operator}()` });
    }
    const parameter = AGGREGATION_PARAMETERS[operator];
    const takes = parameter ? [parameter, "vector"] : ["vector"];
    if (given.length !== takes.length) {
      this.add("type", `${operator}() has ${given.length} arguments, and takes ${takes.length}`);
    }
    given.forEach((each2, at) => this.want(takes[Math.min(at, takes.length - 1)], each2, `${operator}()`));
    return "vector";
  }
  binary({ children }) {
    const [left, operator, ...more] = children;
    const right = more.pop();
    const [sign, sides] = [textOfNode(this.text, operator), [left, right]];
    const types = sides.map((side) => this.typeOf(side));
    types.forEach((type, at) => {
      if (type === "matrix" || type === "string") {
        this.add("type", `"${sign}" wants numbers and instant vectors, and ${this.show(sides[at])} is ${SHOWN2[type]}`);
      }
    });
    const [isSet3, isComparison] = [SET_OPERATORS.includes(operator.name), COMPARISONS2.includes(operator.name)];
    const areScalars = types.every((type) => type === "scalar");
    const hasBool = more.some(({ name }) => name === "BoolModifier");
    if (isSet3 && types.includes("scalar")) {
      this.add("type", `"${sign}" wants instant vectors on both sides, and has a number`);
    }
    if (isComparison && areScalars && !hasBool) {
      this.add("type", `"${sign}" between two numbers must be "${sign} bool"`);
    }
    if (hasBool && !isComparison) {
      this.add("type", `"bool" belongs behind a comparison, not behind "${sign}"`);
    }
    this.matching(sign, isSet3, types.every((type) => type === "vector"), more);
    return areScalars ? "scalar" : "vector";
  }
  matching(sign, isSet3, areVectors, modifiers) {
    const clause = modifiers.find(({ name }) => name === "MatchingModifierClause")?.children ?? [];
    const hasFill = modifiers.some(({ name }) => name === "FillClause");
    const lists = clause.filter(({ name }) => name === "GroupingLabels");
    const [of3, grouped] = lists.map(({ children }) => children.map((each2) => this.labelOf(each2)));
    const both4 = of3?.find((label) => grouped?.includes(label));
    const group = clause.find(({ name }) => name === "GroupLeft" || name === "GroupRight");
    if (both4 !== void 0 && clause[0].name === "On") {
      this.add("type", `the label ${both4} is in "on" and in "${textOfNode(this.text, group)}": leave it out of one of them`);
    }
    if (!areVectors) {
      const notBetween = `belongs between two instant vectors, and "${sign}" has a number`;
      if (of3 && of3.length > 0) {
        this.add("type", `"${textOfNode(this.text, clause[0])}" ${notBetween}`);
      }
      if (hasFill) {
        this.add("type", `"fill" ${notBetween}`);
      }
      return;
    }
    if (isSet3 && group) {
      this.add("type", `"${sign}" cannot have "${textOfNode(this.text, group)}"`);
    }
    if (isSet3 && hasFill) {
      this.add("type", `"${sign}" cannot have "fill"`);
    }
  }
  labelOf(node) {
    const label = textOfNode(this.text, node);
    return node.name === "QuotedLabelName" ? unquote(label) : label;
  }
  want(wanted, node, who) {
    const type = this.typeOf(node);
    if (type !== wanted) {
      this.add("type", `${who} wants ${SHOWN2[wanted]}, and ${this.show(node)} is ${SHOWN2[type]}`);
    }
  }
  doubtGauge(name, node) {
    const vector = node?.name === "MatrixSelector" ? unmodified(node.children[0]) : void 0;
    if (vector?.name !== "VectorSelector") {
      return;
    }
    const metric = matchersOf2(this.text, vector).find(({ label, operator }) => label === "__name__" && operator === "=")?.value;
    if (metric !== void 0 && GAUGE.test(metric)) {
      this.add("doubt", `${name}() is for counters, and ${metric} has the name of a gauge: use delta() or deriv()`);
    }
  }
  /** Prometheus compiles this pattern only when it evaluates the expression. */
  pattern(pattern) {
    const why = whyNoPattern(pattern);
    if (why !== void 0) {
      this.add("evaluation", `${JSON.stringify(pattern.slice(0, 80))} is no regular expression of RE2: ${why}`);
    }
  }
  use(name) {
    this.uses.push(CONSTRUCTS[name]);
  }
  add(kind, why) {
    this.problems.push({ kind, why });
  }
  show(node) {
    const text2 = textOfNode(this.text, node);
    return text2.length > 60 ? `${text2.slice(0, 60)}\u2026` : text2;
  }
};
function countInWords(least, most) {
  if (most === least) {
    return String(least);
  }
  return most === Infinity ? `${least} or more` : `${least} to ${most}`;
}

// src/promql/expression.ts
var USUAL2 = 5e3;
var MOST5 = 2e3;
var analyses = /* @__PURE__ */ new Map();
function checkExpression2(text2, reader = {}) {
  let analysis = analyses.get(text2);
  if (!analysis) {
    analysis = analyze(text2);
    if (analyses.size >= MOST5) {
      analyses.clear();
    }
    if (text2.length <= USUAL2) {
      analyses.set(text2, analysis);
    }
  }
  const { type, problems, uses } = analysis;
  const unavailable = uses.length === 0 ? [] : whyUnavailable(uses, reader);
  const byVersion = unavailable.map(({ row: row13, why }) => ({ kind: "version", why: `${row13.words} ${why}` }));
  return { type, problems: [...problems, ...byVersion] };
}
function analyze(text2) {
  const read5 = readExpression(text2);
  if ("why" in read5) {
    return { problems: [{ kind: "syntax", why: read5.why }], uses: [] };
  }
  if ("isTooLarge" in read5) {
    return { problems: [], uses: [] };
  }
  const check3 = new TypeCheck(text2);
  const type = check3.typeOf(read5.root);
  return { type, problems: check3.problems, uses: [...[...read5.uses].map((name) => CONSTRUCTS[name]), ...check3.uses] };
}
function selectorsIn(text2) {
  const read5 = readExpression(text2);
  return "root" in read5 ? selectorsBelow(text2, read5.root) : [];
}
function selectorsBelow(text2, node) {
  return node.name === "VectorSelector" ? [matchersOf2(text2, node)] : node.children.flatMap((child) => selectorsBelow(text2, child));
}

// src/admission/rules/rule-checks.ts
var RULE_FIELDS = ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"];
var KEEP_FIRING_FOR = { prometheus: "2.42", thanos: "0.34" };
var NEWEST_TEMPLATES = "3.16";
function checkRule2(rule2, path2, group, env, options) {
  if (!isMap4(rule2)) {
    return options.hasSchema ? [] : [{ effect: "refused", path: path2, where: group, why: 'a rule has "alert" or "record", and "expr"' }];
  }
  const where2 = ruleWhere(rule2, group);
  const problems = [];
  const add2 = (effect, field, why) => problems.push({ effect, path: field === "" ? path2 : `${path2}.${field}`, where: where2, why });
  const context = { path: path2, where: where2, env, options };
  if (!options.hasSchema) {
    unknownFields2(rule2, RULE_FIELDS).forEach(({ field, why }) => add2("refused", field, why));
  }
  checkNames(rule2, context, add2);
  checkDurations(rule2, context, add2);
  checkExpr(rule2.expr, context, add2);
  for (const field of ["labels", "annotations"]) {
    problems.push(...checkLabelNames(rule2[field], { path: path2, field, where: where2 }, env, options));
  }
  if (isText3(rule2.alert)) {
    checkTemplates(rule2, context, add2);
  }
  return problems;
}
function isText3(value) {
  return typeof value === "string" && value !== "";
}
function isSet2(value) {
  return isThere(value) && value !== "";
}
function checkNames(rule2, { options, env }, add2) {
  const { alert, record } = rule2;
  if (isSet2(alert) === isSet2(record)) {
    add2("refused", "", `a rule has either "alert" or "record", and this one has ${isSet2(alert) ? "both" : "neither"}`);
  }
  for (const field of options.hasSchema ? [] : ["alert", "record"]) {
    if (isSet2(rule2[field]) && typeof rule2[field] !== "string") {
      add2("refused", field, `"${field}" is no name: put it in quotes`);
    }
  }
  if (!isText3(record)) {
    return;
  }
  const old = whyOldNames(env);
  if (/[{}]/.test(record)) {
    add2("refused", "record", `"record" is ${shown(record)}, and a name has no braces: it is an expression that belongs into "expr"`);
  } else if (old !== void 0 && !isOldMetricName(record)) {
    add2("refused", "record", `"record" is ${shown(record)}: a name is letters, digits, "_" and ":", and begins with no digit; ${old}`);
  }
  const isLasting = (field) => isText3(rule2[field]) && isDuration(rule2[field]) && !isZero3(rule2[field]);
  const hasAnnotations = isMap4(rule2.annotations) && Object.keys(rule2.annotations).length > 0;
  const useless = [...["for", "keep_firing_for"].filter(isLasting), ...hasAnnotations ? ["annotations"] : []];
  for (const field of useless) {
    add2("refused", field, `a recorded series has no "${field}": leave it out, or make it an alert`);
  }
}
function checkDurations(rule2, { options, env }, add2) {
  for (const field of ["for", "keep_firing_for"]) {
    const value = rule2[field];
    if (!isThere(value) || value === "" && options.hasSchema) {
      continue;
    }
    if (typeof value === "string" ? isDuration(value) : options.hasSchema) {
      continue;
    }
    add2("refused", field, `"${field}" is ${inMessage(value)}, which is no duration: write it like "5m"`);
  }
  if (!isThere(rule2.keep_firing_for)) {
    return;
  }
  const { prometheus, thanos } = KEEP_FIRING_FOR;
  if (isBelow2(env.thanos, thanos)) {
    add2("ignored", "keep_firing_for", `"keep_firing_for" requires Thanos ${thanos} or newer; the version is ${env.thanos}`);
  }
  if (env.thanos === void 0 && isBelow2(env.prometheus, prometheus)) {
    add2("ignored", "keep_firing_for", `"keep_firing_for" requires Prometheus ${prometheus} or newer; the version is ${env.prometheus}`);
  }
}
function checkExpr(value, { options, env }, add2) {
  const text2 = typeof value === "number" ? String(value) : value;
  if (typeof text2 !== "string" || text2 === "") {
    if (!options.hasSchema || text2 === "" || !isThere(value)) {
      add2("refused", "expr", 'it has no "expr"');
    }
    return;
  }
  const { type, problems } = checkExpression2(text2);
  for (const { kind, why } of problems) {
    if (kind === "doubt") {
      add2("doubt", "expr", why);
      continue;
    }
    add2(kind === "evaluation" ? "fails" : "refused", "expr", `"expr": ${why}`);
  }
  if (type === "matrix" || type === "string") {
    add2("fails", "expr", `"expr" is a ${type === "matrix" ? "range" : "string"}: a rule wants an instant vector or a number`);
  }
  if (problems.some(({ kind }) => kind !== "doubt" && kind !== "evaluation")) {
    return;
  }
  checkVersions(text2, env, add2);
}
function checkVersions(text2, env, add2) {
  const operator = operatorReader(env);
  const refused = operator ? whysByVersion(text2, operator) : [];
  for (const why of refused) {
    add2("refused", "expr", `"expr": ${why} in the parser of prometheus-operator ${env.operator}`);
  }
  if (refused.length > 0 || env.thanos !== void 0) {
    return;
  }
  for (const why of env.prometheus === void 0 ? [] : whysByVersion(text2, env)) {
    add2("not-loaded", "expr", `"expr": ${why}`);
  }
}
function whysByVersion(text2, reader) {
  return checkExpression2(text2, reader).problems.filter(({ kind }) => kind === "version").map(({ why }) => why);
}
function checkTemplates(rule2, { env }, add2) {
  const labels2 = typeof rule2.expr === "string" ? resultLabels(rule2.expr) : void 0;
  for (const field of ["labels", "annotations"]) {
    const texts3 = rule2[field];
    for (const [name, text2] of isMap4(texts3) ? Object.entries(texts3) : []) {
      if (typeof text2 !== "string") {
        continue;
      }
      const read5 = readTemplate(text2);
      const at = `${field}.${name}`;
      if ("why" in read5) {
        if (!isNewer(env)) {
          add2("refused", at, `the template of "${at}" does not parse: ${read5.why}`);
        }
        continue;
      }
      if (hasStrayEnd(text2)) {
        add2("doubt", at, `"${at}" has "}}" without "{{"`);
      }
      for (const [used, since2] of read5.since) {
        checkTemplateFunction(used, since2, at, env, add2);
      }
      for (const label of labels2 ? emptyLabelsIn(text2, labels2) : []) {
        add2("doubt", at, `$labels.${label} is not in the result of the expression: it would be empty`);
      }
    }
  }
}
function checkTemplateFunction(name, since2, at, env, add2) {
  const operator = operatorReader(env)?.prometheus;
  if (isBelow2(operator, since2)) {
    add2("refused", at, `the template of "${at}" uses ${name}, which the parser of prometheus-operator ${env.operator} does not know`);
  } else if (env.thanos === void 0 && isBelow2(env.prometheus, since2)) {
    const given = `requires Prometheus ${since2} or newer; the version is ${env.prometheus}`;
    add2("not-loaded", at, `the template of "${at}" uses ${name}, which ${given}`);
  }
}
function isNewer({ prometheus }) {
  return (versionNumber(prometheus) ?? 0) > versionNumber(NEWEST_TEMPLATES);
}

// src/admission/rules/rule-groups.ts
var GROUP_FIELDS = ["name", "interval", "query_offset", "limit", "rules", "labels", "partial_response_strategy"];
var GROUP_SINCE = [
  ["limit", "2.31", "0.24"],
  ["query_offset", "2.53", "0.38"],
  ["labels", "3.0", "0.39"]
];
var STRICT = { hasSchema: false };
function checkRuleGroups(groups, env = {}, options = STRICT) {
  const names2 = /* @__PURE__ */ new Map();
  return groups.flatMap((group, at) => {
    const path2 = `groups[${at}]`;
    if (!isMap4(group)) {
      return options.hasSchema ? [] : [{ effect: "refused", path: path2, where: path2, why: 'it is no group: write "name" and "rules"' }];
    }
    const problems = checkGroup(group, path2, env, options);
    const name = group.name;
    if (typeof name === "string" && name !== "") {
      const first = names2.get(name);
      const why = `it is there twice (groups[${first}], too): give one of them another name`;
      if (first !== void 0) {
        problems.unshift({ effect: "refused", path: `${path2}.name`, where: `group ${shown(name)}`, why });
      }
      names2.set(name, first ?? at);
    }
    return problems;
  });
}
function checkGroup(group, path2, env, options) {
  const problems = [];
  const where2 = `group ${inMessage(group.name ?? "")}`;
  const add2 = (effect, field, why) => problems.push({ effect, path: `${path2}.${field}`, where: where2, why });
  if (!isThere(group.name) || group.name === "") {
    add2("refused", "name", 'it has no "name"');
  }
  if (!options.hasSchema) {
    unknownFields2(group, GROUP_FIELDS).forEach(({ field, why }) => add2("refused", field, why));
  }
  for (const field of ["interval", "query_offset"]) {
    const value = group[field];
    if (!isThere(value) || value === "" && field === "interval" && options.hasSchema) {
      continue;
    }
    if (typeof value === "string" ? isDuration(value) : options.hasSchema) {
      continue;
    }
    add2("refused", field, `"${field}" is ${inMessage(value)}, which is no duration: write it like "1m"`);
  }
  ignoredFields(group, env).forEach(({ field, why }) => add2("ignored", field, why));
  problems.push(...checkLabelNames(group.labels, { path: path2, field: "labels", where: where2 }, env, options));
  problems.push(...checkRules(group, path2, where2, env, options));
  return problems;
}
function ignoredFields(group, { prometheus, thanos }) {
  const found = GROUP_SINCE.filter(([field2]) => isThere(group[field2])).flatMap(([field2, sincePrometheus, sinceThanos]) => {
    const [name, since2, version2] = thanos === void 0 ? ["Prometheus", sincePrometheus, prometheus] : ["Thanos", sinceThanos, thanos];
    return isBelow2(version2, since2) ? [{ field: field2, why: `"${field2}" requires ${name} ${since2} or newer; the version is ${version2}` }] : [];
  });
  const field = "partial_response_strategy";
  const isForThanos = isThere(group[field]) && group[field] !== "" && prometheus !== void 0 && thanos === void 0;
  return isForThanos ? [...found, { field, why: `"${field}" is for a ThanosRuler: Prometheus has no such field` }] : found;
}
function checkRules(group, path2, where2, env, options) {
  const { rules } = group;
  if (isThere(rules) && !Array.isArray(rules)) {
    return options.hasSchema ? [] : [{ effect: "refused", path: `${path2}.rules`, where: where2, why: '"rules" is no list' }];
  }
  const all3 = Array.isArray(rules) ? rules : [];
  if (all3.length === 0) {
    return [{ effect: "doubt", path: `${path2}.rules`, where: where2, why: 'it has no "rules"' }];
  }
  const known6 = /* @__PURE__ */ new Map();
  return all3.flatMap((rule2, at) => {
    const ruleAt = `${path2}.rules[${at}]`;
    const problems = checkRule2(rule2, ruleAt, where2, env, options);
    if (!isMap4(rule2)) {
      return problems;
    }
    const key = JSON.stringify([rule2.alert, rule2.record, rule2.expr, rule2.for, rule2.labels]);
    const first = known6.get(key);
    if (first !== void 0) {
      const why = `it is there twice (rules[${first}], too): leave one of them out`;
      problems.push({ effect: "duplicate", path: ruleAt, where: ruleWhere(rule2, where2), why });
    }
    known6.set(key, first ?? at);
    return problems;
  });
}

// src/admission/rules/rules.ts
var rules_exports4 = {};
__export(rules_exports4, {
  RULES_TOO_LARGE: () => RULES_TOO_LARGE,
  RULE_DUPLICATE: () => RULE_DUPLICATE,
  RULE_FAILS: () => RULE_FAILS,
  RULE_IGNORED: () => RULE_IGNORED,
  RULE_LEFT_OUT: () => RULE_LEFT_OUT,
  RULE_NOT_LOADED: () => RULE_NOT_LOADED
});
var OBJECT = 'PrometheusRule "shop/web"';
var EXPR = "spec.groups[0].rules[0].expr";
var named = (object) => object === void 0 ? "" : `${object}: `;
var RULE_LEFT_OUT = rule({
  id: "rules/left-out",
  severity: "error",
  message: ({ object, path: path2, why }) => `${named(object)}${path2}: ${why}; prometheus-operator leaves out the whole object`,
  why: "No rule of the object is evaluated. If the admission webhook of prometheus-operator runs, it rejects the object.",
  example: { object: OBJECT, path: EXPR, why: '"expr": it ends before "(" at character 4 is closed' },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L234"
});
var RULES_TOO_LARGE = rule({
  id: "rules/too-large",
  severity: "error",
  message: ({ object, size: size2, limit }) => `${named(object)}spec has ${size2} bytes as YAML, or more; at most ${limit} are allowed: divide it; the operator leaves out the object`,
  why: "The operator writes the rules into ConfigMaps, and allows half of what an object may hold.",
  example: { object: OBJECT, size: 6e5, limit: 524288 },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L231"
});
var RULE_NOT_LOADED = rule({
  id: "rules/not-loaded",
  severity: "error",
  message: ({ object, path: path2, why }) => `${named(object)}${path2}: ${why}; Prometheus refuses its whole configuration`,
  why: "The operator accepts the rule, and Prometheus does not: it keeps its old configuration, or does not start.",
  example: { object: OBJECT, path: EXPR, why: '"expr": integral() requires Prometheus 3.16 or newer; the version is 3.5.0' },
  see: "https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/prometheus/main.go#L789"
});
var RULE_FAILS = rule({
  id: "rules/fails",
  severity: "error",
  message: ({ object, path: path2, why }) => `${named(object)}${path2}: ${why}; each evaluation of the rule fails`,
  why: "Prometheus loads the rule, and reports an error each time it evaluates it: nothing is recorded, and no alert fires.",
  example: { object: OBJECT, path: EXPR, why: '"expr" is a range: a rule wants an instant vector or a number' },
  see: "https://github.com/prometheus/prometheus/blob/v3.16.0/rules/manager.go"
});
var RULE_IGNORED = rule({
  id: "rules/ignored",
  severity: "warning",
  message: ({ object, path: path2, why }) => `${named(object)}${path2} is ignored: ${why}`,
  why: "The operator removes the field, and writes that only to its log.",
  example: {
    object: OBJECT,
    path: "spec.groups[0].query_offset",
    why: '"query_offset" requires Prometheus 2.53 or newer; the version is 2.50.0'
  },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L174"
});
var RULE_DUPLICATE = rule({
  id: "rules/duplicate",
  severity: "warning",
  message: ({ object, path: path2, why }) => `${named(object)}${path2}: ${why}`,
  why: "Prometheus evaluates the rule twice; of a recorded series it drops one result.",
  example: { object: OBJECT, path: "spec.groups[0].rules[1]", why: "it is there twice (rules[0], too): leave one of them out" }
});

// src/admission/rules/prometheus-rule.ts
var LARGEST2 = 524288;
var LIMIT_SINCE = "0.77";
var ROWS2 = {
  "refused": RULE_LEFT_OUT,
  "not-loaded": RULE_NOT_LOADED,
  "fails": RULE_FAILS,
  "ignored": RULE_IGNORED,
  "duplicate": RULE_DUPLICATE
};
function ruleFindings(manifest, env = {}, object) {
  const spec = isMap4(manifest) ? manifest.spec : void 0;
  if (!isMap4(spec) || !Array.isArray(spec.groups)) {
    return [];
  }
  const size2 = isBelow2(env.operator, LIMIT_SINCE) ? 0 : leastSizeOf(spec);
  if (size2 > LARGEST2) {
    return [{ ...finding(RULES_TOO_LARGE, { object, size: size2, limit: LARGEST2 }), path: "spec" }];
  }
  return checkRuleGroups(spec.groups, env, { hasSchema: true }).flatMap(({ effect, path: path2, why }) => effect === "doubt" ? [] : [{ ...finding(ROWS2[effect], { object, path: `spec.${path2}`, why }), path: `spec.${path2}` }]);
}
function leastSizeOf(value, depth = 0) {
  if (depth > 10) {
    return 0;
  }
  if (typeof value === "string") {
    return Buffer.byteLength(value);
  }
  if (Array.isArray(value)) {
    return value.reduce((sum, each2) => sum + 3 + leastSizeOf(each2, depth + 1), 0);
  }
  if (!isMap4(value)) {
    return 1;
  }
  const entries = Object.entries(value).filter(([, each2]) => isThere(each2));
  return entries.reduce((sum, [key, each2]) => sum + key.length + 2 + leastSizeOf(each2, depth + 1), 0);
}

// src/promql/search-pattern.ts
var engine2 = () => require("re2js").RE2JS;
function searchPattern(pattern, text2) {
  return engine2().compile(pattern).matcher(text2).find();
}

// src/schema/pattern.ts
var LONG = 1e3;
function compilePattern(pattern) {
  const regex = new RegExp(translated(pattern), "u");
  return (text2) => text2.length > LONG && !pattern.startsWith("^") ? searchPattern(pattern, text2) : regex.test(text2);
}
var ANY3 = "[^\\n]";
var SPACE2 = "\\t\\n\\f\\r ";
var ESCAPABLE = /[.*+?^$()[\]{}|\\/dwDWnrtf-]/;
var FOLDED = { k: "\\u212a", s: "\\u017f" };
function translated(pattern) {
  const ignoresCase = [false];
  let result = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (pattern.startsWith("(?i)", at)) {
      ignoresCase[ignoresCase.length - 1] = true;
      at += 3;
    } else if (char === "[") {
      const end = endOfClass(pattern, at);
      result += classOf(pattern.slice(at + 1, end), ignoresCase.at(-1));
      at = end;
    } else if (char === "\\") {
      result += escaped(pattern[++at] ?? "", false);
    } else {
      if (char === "(") {
        ignoresCase.push(ignoresCase.at(-1));
      }
      if (char === ")") {
        ignoresCase.pop();
      }
      result += char === "." ? ANY3 : ignoresCase.at(-1) ? inAnyCase(char) : char;
    }
  }
  return result;
}
function inAnyCase(char) {
  const small = char.toLowerCase();
  return /[a-z]/.test(small) ? `[${small}${small.toUpperCase()}${FOLDED[small] ?? ""}]` : char;
}
function endOfClass(pattern, start) {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === "\\") {
      at++;
    } else if (pattern[at] === "]") {
      return at;
    }
  }
  return pattern.length;
}
function classOf(text2, ignoresCase) {
  if (ignoresCase && /[A-Za-z]/.test(text2)) {
    throw new Error(`a class of letters in any case is not translated: [${text2}]`);
  }
  const parts = text2.match(/\\.|[^\\]-[^\\]|./gs) ?? [];
  return `[${parts.map(partOfClass).join("")}]`;
}
function partOfClass(part) {
  if (part === "-" || part === "[") {
    return `\\${part}`;
  }
  return part.startsWith("\\") ? escaped(part[1], true) : part;
}
function escaped(char, isInClass) {
  if (char === "s") {
    return isInClass ? SPACE2 : `[${SPACE2}]`;
  }
  if (!ESCAPABLE.test(char)) {
    throw new Error(`a pattern with \\${char} is not translated`);
  }
  return char === "-" && !isInClass ? "-" : `\\${char}`;
}

// src/schema/schema.ts
var Schema = class {
  constructor(set4, node) {
    this.set = set4;
    this.node = node;
    const own2 = attributesAt(node, set4.at);
    const { pool } = set4.index;
    this.attributes = own2;
    this.type = own2.t;
    this.isIntOrString = own2.ios === 1;
    this.keepsUnknown = own2.any === 1;
    this.format = own2.f;
    this.required = own2.r;
    this.listKeys = own2.k;
    this.isSet = own2.set === 1;
    this.enumeration = own2.e === void 0 ? void 0 : pool[own2.e];
    this.rules = own2.c?.map((at) => pool[at]);
    this.default = own2.d;
    this.patternText = own2.p === void 0 ? void 0 : pool[own2.p];
    this.hasTextRules = (own2.p ?? own2.e ?? own2.nl ?? own2.xl ?? own2.f) !== void 0;
    this.fieldEntries = node.o && fieldsAt(node.o, set4.at);
  }
  set;
  node;
  type;
  isIntOrString;
  keepsUnknown;
  format;
  required;
  listKeys;
  isSet;
  enumeration;
  rules;
  default;
  attributes;
  /** The pattern as it is written, for messages. */
  patternText;
  /** Whether a string needs more than its type. */
  hasTextRules;
  fieldEntries;
  itemSchema;
  valueSchema;
  matcher;
  /** Whether its fields have names; a map accepts any. */
  get hasFields() {
    return this.fieldEntries !== void 0;
  }
  /** The names of the fields of this version. */
  get names() {
    return [...this.fieldEntries?.keys() ?? []];
  }
  /** The schema of a field; undefined if this version has no such field. */
  field(name) {
    const entry = this.fieldEntries?.get(name);
    if (typeof entry !== "number") {
      return entry;
    }
    const schema = this.set.node(entry);
    this.fieldEntries.set(name, schema);
    return schema;
  }
  /** The same, with a name in any case, as Go's decoder takes it. */
  fieldInAnyCase(name) {
    const small = name.toLowerCase();
    const found = this.names.find((each2) => each2.toLowerCase() === small);
    return found === void 0 ? void 0 : this.field(found);
  }
  /** When a field that this version does not have exists; undefined if no version has it. */
  lifetimeOf(name) {
    const reference = this.node.o && Object.hasOwn(this.node.o, name) ? this.node.o[name] : void 0;
    return reference === void 0 ? void 0 : lifetimeAt(reference, this.set);
  }
  get items() {
    const { i } = this.attributes;
    return i === void 0 ? void 0 : this.itemSchema ??= this.set.node(i);
  }
  get values() {
    const { m } = this.attributes;
    return m === void 0 ? void 0 : this.valueSchema ??= this.set.node(m);
  }
  matches(text2) {
    return this.patternText === void 0 || (this.matcher ??= compilePattern(this.patternText))(text2);
  }
};
var SchemaSet = class {
  constructor(index, at) {
    this.index = index;
    this.at = at;
  }
  index;
  at;
  schemas = [];
  roots = /* @__PURE__ */ new Map();
  /** The schema of a kind, `group/version/Kind`; undefined if this version does not have it. */
  root(key) {
    if (!this.roots.has(key)) {
      const reference = Object.hasOwn(this.index.kinds, key) ? this.index.kinds[key] : void 0;
      const node = reference === void 0 ? void 0 : nodeAt(reference, this.at);
      this.roots.set(key, node === void 0 ? void 0 : this.node(node));
    }
    return this.roots.get(key);
  }
  node(number2) {
    return this.schemas[number2] ??= new Schema(this, this.index.nodes[number2] ?? damaged(number2));
  }
};
function damaged(number2) {
  throw new Error(`the schema index is damaged: it has no node ${number2}; reinstall the package cdk8s-prometheus`);
}
var sets = /* @__PURE__ */ new WeakMap();
function schemasOf(index, at) {
  let known6 = sets.get(index);
  if (!known6) {
    sets.set(index, known6 = []);
  }
  return known6[at] ??= new SchemaSet(index, at);
}
function attributesAt(node, at) {
  return node.was?.find(([until]) => at < until)?.[1] ?? node;
}
function fieldsAt(fields, at) {
  const found = /* @__PURE__ */ new Map();
  for (const name of Object.keys(fields)) {
    const node = nodeAt(fields[name], at);
    if (node !== void 0) {
      found.set(name, node);
    }
  }
  return found;
}
function nodeAt(reference, at) {
  if (typeof reference === "number") {
    return reference;
  }
  for (let i = 1; i < reference.length; i += 2) {
    if (at >= reference[i] && (reference[i + 1] === void 0 || at < reference[i + 1])) {
      return reference[0];
    }
  }
  return void 0;
}
function lifetimeAt(reference, { index: { versions: versions2 }, at }) {
  if (typeof reference === "number") {
    return {};
  }
  const next = reference.findIndex((since2, i) => i % 2 === 1 && since2 > at);
  if (next > 0) {
    return { since: versions2[reference[next]] };
  }
  const last = reference.filter((until, i) => i > 0 && i % 2 === 0 && until <= at).at(-1);
  return last === void 0 ? {} : { until: versions2[last] };
}

// src/schema/object-meta.ts
var [STRING, BOOLEAN2, INT64, TIME2, MAP, OWNER, OWNERS, TEXTS3, FIELDS4, ANY4, MANAGER, META2] = Array.from({ length: 12 }, (_, at) => at);
var texts2 = (...names2) => Object.fromEntries(names2.map((name) => [name, STRING]));
var INDEX = {
  versions: ["1.28.0"],
  kinds: {},
  pool: [],
  nodes: [
    { t: "s" },
    { t: "b" },
    { t: "i", f: "int64" },
    { t: "s", f: "date-time" },
    { t: "o", m: STRING },
    { t: "o", o: { ...texts2("apiVersion", "kind", "name", "uid"), controller: BOOLEAN2, blockOwnerDeletion: BOOLEAN2 } },
    { t: "a", i: OWNER },
    { t: "a", i: STRING },
    { t: "a", i: MANAGER },
    { any: 1 },
    { t: "o", o: { ...texts2("manager", "operation", "apiVersion", "fieldsType", "subresource"), time: TIME2, fieldsV1: ANY4 } },
    {
      t: "o",
      o: {
        ...texts2("name", "generateName", "namespace", "selfLink", "uid", "resourceVersion"),
        generation: INT64,
        deletionGracePeriodSeconds: INT64,
        creationTimestamp: TIME2,
        deletionTimestamp: TIME2,
        labels: MAP,
        annotations: MAP,
        ownerReferences: OWNERS,
        finalizers: TEXTS3,
        managedFields: FIELDS4
      }
    }
  ]
};
var OBJECT_META = new SchemaSet(INDEX, 0).node(META2);

// src/schema/allowed.ts
var DURATION3 = 'a duration such as "30s" or "1h30m"';
var URL = 'a URL that begins with "http://" or "https://"';
var IN_WORDS = /* @__PURE__ */ new Map([
  ["^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$", DURATION3],
  ["^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$", DURATION3],
  [
    "^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$",
    'a duration in hours, minutes, seconds or milliseconds, such as "30s" or "1h30m"'
  ],
  ["(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$", 'a size such as "512MB" or "10GiB"'],
  [
    "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
    'a quantity such as "500m" or "2Gi"'
  ],
  ["^http(s)?://.+$", URL],
  ["^http(s)?:\\/\\/.+$", URL],
  ["^https?://.+$", URL],
  ["^(http|https)://.+$", URL],
  ["^(http|https|socks5)://.+$", 'a URL that begins with "http://", "https://" or "socks5://"'],
  ["^[a-zA-Z_][a-zA-Z0-9_]*$", "the name of a label: letters, digits and underscores, with no digit first"]
]);
function allowedBy({ enumeration, patternText, attributes: { min, max, xmin, xmax }, ...schema }) {
  const what = nameOfType(schema);
  if (enumeration !== void 0) {
    return `one of ${enumeration.map((each2) => shownValue(each2)).join(", ")}`;
  }
  if (patternText !== void 0) {
    return IN_WORDS.get(patternText) ?? `${what} that matches ${patternText}`;
  }
  const least = min === void 0 ? void 0 : `${xmin === 1 ? "more than" : "at least"} ${min}`;
  const most = max === void 0 ? void 0 : `${xmax === 1 ? "less than" : "at most"} ${max}`;
  return [what, [least, most].filter((each2) => each2 !== void 0).join(" and ")].filter((text2) => text2 !== "").join(", ");
}

// src/schema/cel.ts
var has = (self, field) => Object.hasOwn(self, field) && self[field] !== null && self[field] !== void 0;
var withoutDaemonSet = (field) => [
  `!(has(self.mode) && self.mode == 'DaemonSet' && has(self.${field}))`,
  { holds: (self) => self.mode !== "DaemonSet" || !has(self, field), cure: `remove "${field}" if "mode" is "DaemonSet"` }
];
var DAEMON_SET_FIELDS = [
  "replicas",
  "storage",
  "persistentVolumeClaimRetentionPolicy",
  "scrapeConfigSelector",
  "probeSelector",
  "scrapeConfigNamespaceSelector",
  "probeNamespaceSelector",
  "serviceMonitorSelector",
  "serviceMonitorNamespaceSelector",
  "additionalScrapeConfigs",
  "shardingStrategy"
];
var SHARDS_FOR_ZONES = "!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != 'Topology' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0 || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()";
var CEL_RULES = new Map([
  ...DAEMON_SET_FIELDS.map(withoutDaemonSet),
  ["!(has(self.mode) && self.mode == 'DaemonSet' && has(self.shards) && self.shards > 1)", {
    holds: (self) => self.mode !== "DaemonSet" || !(self.shards > 1),
    cure: 'remove "shards" if "mode" is "DaemonSet"'
  }],
  ["!(self.type != 'RollingUpdate' && has(self.rollingUpdate))", {
    holds: (self) => self.type === "RollingUpdate" || !has(self, "rollingUpdate"),
    cure: 'remove "rollingUpdate", or set "type" to "RollingUpdate"'
  }],
  ["!has(self.externalId) || has(self.roleArn)", {
    holds: (self) => !has(self, "externalId") || has(self, "roleArn"),
    cure: 'set "roleArn" next to "externalId"'
  }],
  ["!has(self.topology) || (has(self.mode) && self.mode == 'Topology')", {
    holds: (self) => !has(self, "topology") || self.mode === "Topology",
    cure: 'set "mode" to "Topology", or remove "topology"'
  }],
  ["!has(self.botToken) || !has(self.botTokenFile)", {
    holds: (self) => !has(self, "botToken") || !has(self, "botTokenFile"),
    cure: 'keep one of "botToken" and "botTokenFile"'
  }],
  ["has(self.httpConfig) && (has(self.httpConfig.authorization) || has(self.httpConfig.bearerTokenSecret))", {
    holds: (self) => has(self, "httpConfig") && (has(self.httpConfig, "authorization") || has(self.httpConfig, "bearerTokenSecret")),
    cure: 'set "httpConfig.authorization"'
  }],
  [SHARDS_FOR_ZONES, {
    holds: ({ shards, shardingStrategy }) => {
      const zones = shardingStrategy?.mode === "Topology" ? shardingStrategy.topology?.values : void 0;
      return !Array.isArray(zones) || zones.length === 0 || (shards ?? 1) >= zones.length;
    },
    cure: 'set "shards" to at least the number of "shardingStrategy.topology.values"'
  }],
  ["[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1", {
    holds: (self) => ["basicAuth", "authorization", "oauth2"].filter((field) => has(self, field)).length <= 1,
    cure: 'keep one of "basicAuth", "authorization" and "oauth2"'
  }]
]);

// src/schema/formats.ts
var TIME3 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
var QUANTITY2 = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
var BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
function isTime(text2) {
  return TIME3.test(text2);
}
function isQuantity(value) {
  return typeof value === "number" ? Number.isFinite(value) : typeof value === "string" && QUANTITY2.test(value.trim());
}
function isBase64(text2) {
  const plain4 = text2.replace(/[\r\n]/g, "");
  return plain4.length % 4 === 0 && BASE64.test(plain4);
}

// src/schema/suggest.ts
var LONGEST6 = 64;
function suggestionFor(name, fields) {
  const wanted = plain2(name);
  const same2 = fields.filter((field) => plain2(field) === wanted);
  if (same2.length > 0) {
    return same2[0];
  }
  if (name.length > LONGEST6) {
    return void 0;
  }
  const limit = Math.min(3, Math.floor(wanted.length / 3));
  const near = fields.map((field) => ({ field, far: distance2(wanted, plain2(field), limit) })).filter(({ far }) => far <= limit);
  return near.sort((a, b) => a.far - b.far || (a.field < b.field ? -1 : 1))[0]?.field;
}
function plain2(name) {
  return name.toLowerCase().replace(/[_-]/g, "");
}
function distance2(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let [before, row13] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row13[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(next[j - 1] + 1, row13[j] + 1, change, swap));
    }
    [before, row13] = [row13, next];
  }
  return row13[b.length];
}

// src/schema/violation.ts
var PLAIN = /^[A-Za-z_$][\w$-]{0,252}$/;
var LONGEST_NAME = 80;
function textOf4(path2) {
  return path2.map((part, at) => {
    if (typeof part === "number") {
      return `[${part}]`;
    }
    if (!PLAIN.test(part)) {
      return `[${JSON.stringify(part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}\u2026` : part)}]`;
    }
    return at === 0 ? part : `.${part}`;
  }).join("");
}
var MOST_INSIDE = 5;
function fieldsInside(value, path2) {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const found = Array.isArray(value) ? value.slice(0, MOST_INSIDE).flatMap((each2, at) => fieldsInside(each2, [...path2, at])) : Object.keys(value).slice(0, MOST_INSIDE).map((key) => textOf4([...path2, key]));
  return found.slice(0, MOST_INSIDE);
}

// src/schema/walker.ts
var MOST6 = 100;
var DEEPEST3 = 200;
var BLOCKING = /* @__PURE__ */ new Set(["type", "null-in-list", "enum", "required"]);
var Walker = class {
  violations = [];
  path;
  rulesToCheck = [];
  /** Fields alone matter: the apiserver drops the values. */
  onlyFields = false;
  dialect;
  requires;
  decodesOnly;
  constructor({ dialect, path: path2, decodesOnly = false, requires: requires4 }) {
    this.dialect = dialect;
    this.path = path2 === void 0 ? [] : [...path2];
    this.requires = requires4 ?? (decodesOnly ? NEVER : ALWAYS3);
    this.decodesOnly = decodesOnly;
  }
  /** Checks a value that is present. */
  check(schema, value) {
    if (schema.isIntOrString) {
      return this.checkIntOrString(schema, value);
    }
    switch (schema.type) {
      case "s":
        return this.checkText(schema, value);
      case "o":
        return this.checkOnce(schema, value, this.checkObject);
      case "a":
        return this.checkOnce(schema, value, this.checkList);
      case "b":
        return typeof value === "boolean" ? void 0 : this.wrongType(schema, value);
      case "i":
      case "n":
        return this.checkNumber(schema, value);
      default:
        return this.checkUntyped(schema, value);
    }
  }
  /** Checks the names of fields alone. */
  checkNames(schema, value) {
    this.onlyFields = true;
    this.check(schema, value);
    this.onlyFields = false;
  }
  /** CEL rules run if nothing else keeps the apiserver from it. */
  finish() {
    if (!this.violations.some(({ code }) => BLOCKING.has(code))) {
      for (const { schema, value, path: path2 } of this.rulesToCheck) {
        this.checkRules(schema, value, path2);
      }
    }
    return this.violations;
  }
  /** Checks the fields of a map that are not in `skipped`. */
  checkFields(schema, value, skipped) {
    if (this.path.length > DEEPEST3) {
      return;
    }
    const names2 = Object.keys(value);
    for (let at = 0; at < names2.length; at++) {
      const name = names2[at];
      if (skipped?.has(name)) {
        continue;
      }
      const field = value[name];
      if (field === void 0) {
        continue;
      }
      const child = schema.field(name) ?? (this.decodesOnly ? schema.fieldInAnyCase(name) : void 0);
      if (child === void 0) {
        if (!schema.keepsUnknown) {
          this.unknownField(schema, name, field);
        }
      } else if (field !== null) {
        this.path.push(name);
        this.check(child, field);
        this.path.pop();
      }
    }
    if (schema.required !== void 0 && !this.onlyFields) {
      this.checkRequired(schema, schema.required, value);
    }
    if (schema.rules !== void 0 && !this.onlyFields && !this.decodesOnly) {
      this.rulesToCheck.push({ schema, value, path: [...this.path] });
    }
  }
  checkOnce(schema, value, check3) {
    if (typeof value !== "object" || value === null || !isShared(value)) {
      return check3.call(this, schema, value);
    }
    if (clean.get(value) === schema) {
      return;
    }
    const before = this.violations.length + this.rulesToCheck.length;
    check3.call(this, schema, value);
    if (this.violations.length + this.rulesToCheck.length === before && !this.onlyFields && !this.decodesOnly) {
      clean.set(value, schema);
    }
  }
  checkObject(schema, value) {
    if (!isMap2(value)) {
      return this.wrongType(schema, value);
    }
    const { values } = schema;
    if (values === void 0) {
      return this.dialect === "builtin" && !schema.hasFields ? void 0 : this.checkFields(schema, value);
    }
    const names2 = Object.keys(value);
    for (let at = 0; at < names2.length; at++) {
      const each2 = value[names2[at]];
      if (each2 === null || each2 === void 0) {
        continue;
      }
      this.path.push(names2[at]);
      this.check(values, each2);
      this.path.pop();
    }
  }
  checkRequired(schema, required, value) {
    for (let at = 0; at < required.length; at++) {
      const name = required[at];
      if (isPresent(value, name) || !this.requires(this.path, name)) {
        continue;
      }
      if (this.dialect === "custom" && schema.field(name)?.default !== void 0) {
        continue;
      }
      const missing4 = schema.field(name);
      this.add("required", { allowed: missing4 && allowedBy(missing4) }, name);
    }
  }
  checkList(schema, value) {
    if (!Array.isArray(value)) {
      return this.wrongType(schema, value);
    }
    const { items } = schema;
    if (items !== void 0) {
      for (let at = 0; at < value.length; at++) {
        this.path.push(at);
        this.checkItem(items, value[at]);
        this.path.pop();
      }
    }
    if (this.dialect === "custom" && !this.onlyFields) {
      this.checkListRules(schema, value);
    }
  }
  checkListRules(schema, list) {
    const { ni, xi } = schema.attributes;
    if (ni !== void 0 && list.length < ni) {
      this.add("length", { value: list, allowed: atLeast(ni, "item") });
    }
    if (xi !== void 0 && list.length > xi) {
      this.add("length", { value: list, allowed: `at most ${xi} items` });
    }
    if ((schema.listKeys !== void 0 || schema.isSet) && list.length > 1) {
      this.checkDuplicates(schema, list);
    }
  }
  checkItem(items, item) {
    if (item !== null && item !== void 0) {
      return this.check(items, item);
    }
    if (item === null && this.dialect === "custom" && !items.keepsUnknown && !this.onlyFields) {
      this.add("null-in-list", { value: null, allowed: allowedBy(items) });
    }
  }
  /** Items of a list-type map are told apart by their keys, which have their defaults; of a set by what they are. */
  checkDuplicates({ listKeys, items }, list) {
    const seen = /* @__PURE__ */ new Set();
    const keyOf4 = (item) => listKeys === void 0 ? item : listKeys.map((key) => (isPresent(item, key) ? item[key] : items?.field(key)?.default) ?? null);
    list.forEach((item, at) => {
      if (listKeys !== void 0 && !isMap2(item)) {
        return;
      }
      const key = JSON.stringify(keyOf4(item));
      if (seen.has(key)) {
        this.add("duplicate-key", { value: keyText(listKeys, keyOf4(item)), allowed: "each once" }, at);
      }
      seen.add(key);
    });
  }
  checkText(schema, value) {
    if (typeof value !== "string") {
      return schema.format === "byte" && Array.isArray(value) ? void 0 : this.wrongType(schema, value);
    }
    if (!schema.hasTextRules || this.onlyFields || this.decodesOnly) {
      return;
    }
    const { nl, xl } = schema.attributes;
    if (nl !== void 0 && lengthOf(value, nl) < nl) {
      this.add("length", { value, allowed: atLeast(nl, "character") });
    }
    if (xl !== void 0 && value.length > xl && [...value].length > xl) {
      this.add("length", { value, allowed: `at most ${xl} characters` });
    }
    if (!schema.matches(value)) {
      this.add("pattern", { value, allowed: allowedBy(schema) });
    }
    if (!isFormatted(schema, value, this.dialect)) {
      this.add("format", { value, allowed: allowedBy(schema) });
    }
    this.checkEnum(schema, value);
  }
  checkEnum(schema, value) {
    if (schema.enumeration !== void 0 && !schema.enumeration.includes(value)) {
      this.add("enum", { value, allowed: allowedBy(schema) });
    }
  }
  checkNumber(schema, value) {
    const isRight = typeof value === "number" && (schema.type === "i" ? Number.isInteger(value) : Number.isFinite(value));
    if (!isRight) {
      return this.wrongType(schema, value);
    }
    if (this.onlyFields || this.decodesOnly) {
      return;
    }
    if (!isInBounds(schema, value)) {
      this.add("bounds", { value, allowed: Math.abs(value) > MAX_INT32 ? INT32 : allowedBy(schema) });
    }
    this.checkEnum(schema, value);
  }
  checkIntOrString(schema, value) {
    if (typeof value === "string") {
      if (!this.onlyFields && !this.decodesOnly && !schema.matches(value)) {
        this.add("pattern", { value, allowed: allowedBy(schema) });
      }
    } else if (!Number.isInteger(value)) {
      this.wrongType(schema, value);
    } else if (this.dialect === "builtin" && Math.abs(value) > MAX_INT32 && !this.onlyFields) {
      this.add("bounds", { value, allowed: INT32 });
    }
  }
  checkUntyped(schema, value) {
    if (schema.format === "quantity" && !isQuantity(value) && !this.onlyFields) {
      this.add(typeof value === "string" ? "format" : "type", { value, allowed: allowedBy(schema) });
    }
    if (schema.hasFields && isMap2(value)) {
      this.checkFields(schema, value);
    }
  }
  checkRules(schema, value, path2) {
    const self = withDefaults(schema, value);
    for (const text2 of schema.rules) {
      const rule2 = CEL_RULES.get(text2);
      if (rule2 && !rule2.holds(self) && this.violations.length < MOST6) {
        this.violations.push({ code: "cel", path: textOf4(path2), allowed: rule2.cure });
      }
    }
  }
  wrongType(schema, value) {
    if (this.onlyFields) {
      return;
    }
    const inside = fieldsInside(value, this.path);
    this.add("type", { value, allowed: allowedBy(schema), ...inside.length > 0 && { inside } });
  }
  unknownField(schema, name, value) {
    if (this.violations.length >= MOST6) {
      return;
    }
    const { since: since2, until } = schema.lifetimeOf(name) ?? {};
    if (since2 !== void 0) {
      return this.add("too-new", { value, since: since2 }, name);
    }
    if (until !== void 0) {
      return this.add("removed", { value, until }, name);
    }
    this.add("unknown-field", { value, suggestion: suggestionFor(name, schema.names), allowed: allowedNames(schema) }, name);
  }
  add(code, more, ...below3) {
    if (this.violations.length < MOST6) {
      this.violations.push({ code, path: textOf4([...this.path, ...below3]), ...more });
    }
  }
};
var clean = /* @__PURE__ */ new WeakMap();
var ALWAYS3 = () => true;
var NEVER = () => false;
var MAX_INT32 = 2147483647;
var INT32 = `an integer of at most ${MAX_INT32}`;
var MAX_INT64 = 2 ** 63;
function isInBounds({ format, attributes: { min, max, xmin, xmax } }, value) {
  if (format === "int32" && (value > MAX_INT32 || value < -MAX_INT32 - 1)) {
    return false;
  }
  if (format === "int64" && (value >= MAX_INT64 || value < -MAX_INT64)) {
    return false;
  }
  if (min !== void 0 && (value < min || xmin === 1 && value === min)) {
    return false;
  }
  return max === void 0 || value < max || value === max && xmax !== 1;
}
function isFormatted({ format }, text2, dialect) {
  switch (format) {
    case "date-time":
      return isTime(text2);
    case "byte":
      return dialect !== "builtin" || isBase64(text2);
    case "quantity":
      return isQuantity(text2);
    default:
      return true;
  }
}
function atLeast(count3, what) {
  return `at least ${count3} ${what}${count3 === 1 ? "" : "s"}`;
}
function lengthOf(text2, least) {
  return text2.length < least || text2.length >= 2 * least ? text2.length : [...text2].length;
}
function withDefaults(schema, value) {
  const written = { ...value };
  for (const name of schema.names) {
    const preset = schema.field(name)?.default;
    if (preset !== void 0 && !isPresent(value, name)) {
      written[name] = preset;
    }
  }
  return written;
}
function keyText(keys, values) {
  return keys === void 0 ? shownValue(values) : keys.map((key, at) => `${key} ${shownValue(values[at])}`).join(", ");
}
function allowedNames(schema) {
  const names2 = schema.names.filter((name) => !OF_EVERY_OBJECT.has(name));
  return names2.length > 0 && names2.length <= 12 ? names2.join(", ") : void 0;
}
var OF_EVERY_OBJECT = /* @__PURE__ */ new Set(["apiVersion", "kind", "metadata", "status"]);

// src/schema/check-object.ts
var SKIPPED = /* @__PURE__ */ new Set(["apiVersion", "kind", "metadata"]);
var SKIPPED_WITH_STATUS = /* @__PURE__ */ new Set([...SKIPPED, "status"]);
function checkObject(root, object, dialect, requires4) {
  const walker = new Walker({ dialect, requires: requires4 });
  const statusSchema = root.field("status");
  walker.checkFields(root, object, statusSchema === void 0 ? SKIPPED : SKIPPED_WITH_STATUS);
  const found = walker.finish();
  if (statusSchema !== void 0 && isPresent(object, "status")) {
    found.push(...statusViolations(statusSchema, object.status, dialect));
  }
  const meta = metadataViolations(object);
  return meta.length === 0 ? found : [...meta, ...found];
}
function metadataViolations({ metadata = {} }) {
  if (isMap2(metadata) && isCommon2(metadata)) {
    return [];
  }
  const walker = new Walker({ dialect: "builtin", path: ["metadata"] });
  const meta = metadata ?? {};
  walker.check(OBJECT_META, meta);
  const found = walker.finish();
  const isNamed2 = !isMap2(meta) || [meta.name, meta.generateName].some((name) => name !== void 0 && name !== null && name !== "");
  return isNamed2 ? found : [{ code: "required", path: "metadata.name" }, ...found];
}
function statusViolations(schema, status, dialect) {
  const walker = new Walker({ dialect, path: ["status"], requires: () => false });
  if (dialect === "builtin") {
    walker.check(schema, status);
  } else {
    walker.checkNames(schema, status);
  }
  return walker.finish();
}
function isCommon2(metadata) {
  if (typeof metadata.name !== "string" || metadata.name === "") {
    return false;
  }
  for (const name of Object.keys(metadata)) {
    const value = metadata[name];
    const isRight = name === "name" || name === "namespace" ? typeof value === "string" || value === void 0 : (name === "labels" || name === "annotations") && (value === void 0 || isMap2(value) && areTexts2(value));
    if (!isRight) {
      return false;
    }
  }
  return true;
}
function areTexts2(map) {
  for (const name of Object.keys(map)) {
    if (typeof map[name] !== "string") {
      return false;
    }
  }
  return true;
}

// src/schema/child-routes.ts
var STRICT_SINCE = numbersOf("0.77.0");
var DEEPEST4 = 50;
function checkChildRoutes(root, object, version2) {
  const spec = isMap2(object.spec) ? object.spec : {};
  const schema = root.field("spec")?.field("route");
  if (schema === void 0 || !isMap2(spec.route)) {
    return [];
  }
  const isStrict = compare(numbersOf(version2), STRICT_SINCE) >= 0;
  const found = [];
  const visit2 = (route, path2) => {
    const children = isMap2(route) ? childrenOf2(route) : void 0;
    if (!Array.isArray(children) || path2.length > DEEPEST4) {
      return;
    }
    children.forEach((child, at) => {
      const below3 = [...path2, "routes", at];
      found.push(...checkRoute(schema, child, below3).filter(({ code }) => isStrict || code === "type"));
      visit2(child, below3);
    });
  };
  visit2(spec.route, ["spec", "route"]);
  return found.map((violation) => ({ ...violation, code: "child-route" }));
}
function childrenOf2(route) {
  const name = Object.keys(route).find((each2) => each2.toLowerCase() === "routes");
  return name === void 0 ? void 0 : route[name];
}
function checkRoute(schema, child, path2) {
  if (child === null || child === void 0) {
    return [];
  }
  if (!isMap2(child)) {
    return [{ code: "type", path: textOf4(path2), value: child, allowed: "a map" }];
  }
  const walker = new Walker({ dialect: "builtin", path: path2, decodesOnly: true });
  walker.check(schema, child);
  return walker.finish();
}

// src/schema/enforced.ts
var ENFORCED = /* @__PURE__ */ new Set([
  // objects
  ".addressType",
  ".handler",
  ".provisioner",
  ".roleRef",
  "roleRef.kind",
  "roleRef.name",
  "subjects[].kind",
  "subjects[].name",
  "rules[].verbs",
  "spec.containers",
  "spec.jobTemplate",
  "spec.schedule",
  "spec.selector",
  "spec.template",
  "spec.maxReplicas",
  "spec.scaleTargetRef",
  "scaleTargetRef.kind",
  "scaleTargetRef.name",
  "limits[].type",
  "taints[].effect",
  "taints[].key",
  "parameters.kind",
  "parameters.name",
  "matchLabelExpressions[].key",
  "matchLabelExpressions[].values",
  // selectors
  "matchExpressions[].key",
  "matchExpressions[].operator",
  "matchExpressions[].scopeName",
  // containers
  "containers[].name",
  "initContainers[].name",
  "env[].name",
  "configMapKeyRef.key",
  "secretKeyRef.key",
  "fieldRef.fieldPath",
  "resourceFieldRef.resource",
  "ports[].containerPort",
  "httpGet.port",
  "httpHeaders[].name",
  "tcpSocket.port",
  "grpc.port",
  "resizePolicy[].resourceName",
  "resizePolicy[].restartPolicy",
  "claims[].name",
  "seccompProfile.type",
  "appArmorProfile.type",
  "volumeDevices[].devicePath",
  "volumeDevices[].name",
  "volumeMounts[].mountPath",
  "volumeMounts[].name",
  // pods
  "volumes[].name",
  "hostAliases[].ip",
  "os.name",
  "readinessGates[].conditionType",
  "resourceClaims[].name",
  "topologySpreadConstraints[].maxSkew",
  "topologySpreadConstraints[].topologyKey",
  "topologySpreadConstraints[].whenUnsatisfiable",
  "podAffinityTerm.topologyKey",
  "preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm",
  "preferredDuringSchedulingIgnoredDuringExecution[].weight",
  "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms",
  "requiredDuringSchedulingIgnoredDuringExecution[].topologyKey",
  // volumes
  "items[].key",
  "items[].path",
  "hostPath.path",
  "persistentVolumeClaim.claimName",
  "csi.driver",
  "csi.volumeHandle",
  "nfs.path",
  "nfs.server",
  "serviceAccountToken.path",
  "clusterTrustBundle.path",
  "volumeClaimTemplate.spec",
  "dataSource.name",
  "awsElasticBlockStore.volumeID",
  "azureDisk.diskName",
  "azureDisk.diskURI",
  "azureFile.secretName",
  "azureFile.shareName",
  "cephfs.monitors",
  "cinder.volumeID",
  "flexVolume.driver",
  "gcePersistentDisk.pdName",
  "gitRepo.repository",
  "glusterfs.endpoints",
  "glusterfs.path",
  "iscsi.iqn",
  "iscsi.targetPortal",
  "photonPersistentDisk.pdID",
  "portworxVolume.volumeID",
  "quobyte.registry",
  "quobyte.volume",
  "rbd.image",
  "rbd.monitors",
  "scaleIO.gateway",
  "scaleIO.system",
  "vsphereVolume.volumePath",
  // Services and what is behind them
  "ports[].port",
  "addresses[].ip",
  "endpoints[].addresses",
  "http.paths",
  "paths[].backend",
  "paths[].pathType",
  "service.name",
  "service.namespace",
  "ipBlock.cidr",
  // jobs
  "rules[].action",
  "onExitCodes.operator",
  "onExitCodes.values",
  "onPodConditions[].type",
  // autoscalers
  "metrics[].type",
  "metric.name",
  "target.type",
  "resource.name",
  "resource.target",
  "containerResource.container",
  "containerResource.name",
  "containerResource.target",
  "pods.metric",
  "pods.target",
  "external.metric",
  "external.target",
  "object.describedObject",
  "object.metric",
  "object.target",
  "describedObject.kind",
  "describedObject.name",
  "policies[].periodSeconds",
  "policies[].type",
  "policies[].value",
  // webhooks, definitions, API services
  "webhooks[].admissionReviewVersions",
  "webhooks[].clientConfig",
  "webhooks[].name",
  "webhooks[].sideEffects",
  "matchConditions[].expression",
  "matchConditions[].name",
  "spec.group",
  "spec.names",
  "spec.scope",
  "spec.versions",
  "names.kind",
  "names.plural",
  "versions[].name",
  "additionalPrinterColumns[].jsonPath",
  "additionalPrinterColumns[].name",
  "additionalPrinterColumns[].type",
  "scale.specReplicasPath",
  "scale.statusReplicasPath",
  "selectableFields[].jsonPath",
  "x-kubernetes-validations[].rule",
  "spec.groupPriorityMinimum",
  "spec.versionPriority"
]);
function isEnforced(path2, name) {
  const last = path2.at(-1);
  return ENFORCED.has(typeof last === "number" ? `${path2.at(-2)}[].${name}` : `${last ?? ""}.${name}`);
}

// src/schema/rules.ts
var rules_exports5 = {};
__export(rules_exports5, {
  BROKEN_RULE: () => BROKEN_RULE,
  CHILD_ROUTE: () => CHILD_ROUTE,
  DUPLICATE: () => DUPLICATE,
  NOT_KNOWN_HERE: () => NOT_KNOWN_HERE,
  REMOVED: () => REMOVED,
  REQUIRED: () => REQUIRED4,
  TOO_NEW: () => TOO_NEW,
  UNCHECKED: () => UNCHECKED,
  UNKNOWN_FIELD: () => UNKNOWN_FIELD,
  UNKNOWN_KIND: () => UNKNOWN_KIND,
  WRONG_TYPE: () => WRONG_TYPE,
  WRONG_VALUE: () => WRONG_VALUE
});
var REJECTED3 = "The apiserver rejects the object, whichever client sends it.";
var DROPPED3 = 'The apiserver rejects the object if the client validates: fieldValidation=Strict, the default of kubectl 1.27 and newer. For other clients it drops the field silently. Server-side apply (Flux, Argo CD with ServerSideApply=true) fails with error 500, "field not declared in schema".';
var SEE = "https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level";
var instead = (suggestion, allowed) => {
  if (suggestion !== void 0) {
    return `write "${suggestion}"`;
  }
  return allowed === void 0 ? "remove it" : `remove it, or use one of ${allowed}`;
};
var UNKNOWN_FIELD = rule({
  id: "schema/unknown-field",
  severity: "error",
  message: ({ path: path2, value, component, version: version2, suggestion, allowed }) => `"${path2}" (${value}) does not exist in ${component} ${version2}; kubectl fails, other clients drop it silently: ` + instead(suggestion, allowed),
  why: DROPPED3,
  example: {
    path: "spec.endpoints[0].intervall",
    value: '"30s"',
    component: "prometheus-operator",
    version: "0.94.1",
    suggestion: "interval"
  },
  see: SEE
});
var TOO_NEW = rule({
  id: "schema/too-new",
  severity: "error",
  message: ({ path: path2, component, version: version2, since: since2 }) => `"${path2}" requires ${component} ${since2} or newer; the version is ${version2}: upgrade it, or remove the field`,
  why: DROPPED3,
  example: { path: "spec.hostUsers", component: "prometheus-operator", version: "0.80.1", since: "0.85.0" },
  see: SEE
});
var REMOVED = rule({
  id: "schema/removed",
  severity: "error",
  message: ({ path: path2, component, version: version2, until }) => `"${path2}" was removed in ${component} ${until}; the version is ${version2}: remove the field`,
  why: DROPPED3,
  example: { path: "spec.scrapeFallbackProtocol", component: "prometheus-operator", version: "0.94.1", until: "0.79.1" },
  see: SEE
});
var NOT_KNOWN_HERE = rule({
  id: "schema/not-known-here",
  severity: "warning",
  message: ({ path: path2, value, component, version: version2, newest, suggestion }) => `"${path2}" (${value}) is unknown up to ${component} ${newest}; the version is ${version2}, which is newer: check it` + (suggestion === void 0 ? "" : `, or write "${suggestion}"`),
  why: "A version newer than the newest known one may have new fields and values. It is checked like the newest known one; what that does not know is a warning.",
  example: {
    path: "spec.retentionn",
    value: '"15d"',
    component: "prometheus-operator",
    version: "0.97.0",
    newest: "0.95.2",
    suggestion: "retention"
  }
});
var WRONG_TYPE = rule({
  id: "schema/type",
  severity: "error",
  message: ({ path: path2, value, allowed, inside }) => `"${path2}" is ${value}; the apiserver rejects it${inside === void 0 ? "" : ` (as unknown field "${inside}")`}: write ${allowed}`,
  why: REJECTED3,
  example: { path: "spec.replicas", value: '"two"', allowed: "an integer" }
});
var WRONG_VALUE = rule({
  id: "schema/value",
  severity: "error",
  message: ({ path: path2, value, allowed }) => `"${path2}" is ${value}; the apiserver rejects it: write ${allowed}`,
  why: `${REJECTED3} The schema of the kind has a pattern, a list of values or bounds for this field.`,
  example: { path: "spec.endpoints[0].interval", value: '"30"', allowed: 'a duration such as "30s" or "1h30m"' }
});
var REQUIRED4 = rule({
  id: "schema/required",
  severity: "error",
  message: ({ path: path2, allowed }) => `"${path2}" is missing; the apiserver rejects the object without it: set it${allowed === void 0 ? "" : ` to ${allowed}`}`,
  why: `${REJECTED3} A field that is null is missing.`,
  example: { path: "spec.selector", allowed: "a map" }
});
var DUPLICATE = rule({
  id: "schema/duplicate",
  severity: "error",
  message: ({ path: path2, value }) => `"${path2}" repeats an earlier item of the list (${value}); the apiserver rejects it: remove one of them`,
  why: `${REJECTED3} Items of this list are told apart by these fields.`,
  example: { path: "spec.containers[0].ports[1]", value: 'containerPort 9090, protocol "TCP"' }
});
var BROKEN_RULE = rule({
  id: "schema/rule",
  severity: "error",
  message: ({ path: path2, cure }) => `"${path2}" has fields that exclude each other; the apiserver rejects it: ${cure}`,
  why: `${REJECTED3} The rules are written in CEL in the CustomResourceDefinition and compare several fields.`,
  example: { path: "spec", cure: 'remove "replicas" if "mode" is "DaemonSet"' },
  see: "https://kubernetes.io/docs/reference/using-api/cel/"
});
var CHILD_ROUTE = rule({
  id: "schema/child-route",
  severity: "error",
  message: ({ path: path2, value, cure }) => `"${path2}" (${value}) is invalid; the operator leaves out the whole AlertmanagerConfig, and its alerts have no route: ${cure}`,
  why: "The apiserver has no schema of child routes and accepts anything. The operator decodes them and leaves out an object with an unknown field or a wrong type.",
  example: { path: "spec.route.routes[0].groupWaitt", value: '"30s"', cure: 'write "groupWait"' },
  see: "https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go"
});
var UNKNOWN_KIND = rule({
  id: "schema/unknown-kind",
  severity: "warning",
  message: ({ key, component, version: version2, cure }) => `${key} does not exist in ${component} ${version2}, and the object is not checked: ${cure}`,
  why: "The apiserver rejects an object of a kind that no CustomResourceDefinition declares. Which ones a cluster has is not known here.",
  example: {
    key: "monitoring.coreos.com/v1/ServiceMoniter",
    component: "prometheus-operator",
    version: "0.70.0 to 0.95.2",
    cure: 'write "ServiceMonitor"'
  }
});
var UNCHECKED = rule({
  id: "schema/unchecked",
  severity: "warning",
  message: ({ count: count3, why }) => `${count3} ${count3 === 1 ? "object is" : "objects are"} not checked against a schema: ${why}`,
  why: "What cannot be checked is reported once, so that no silence is mistaken for an approval.",
  example: { count: 12, why: "prometheus-operator 0.65.1 is older than 0.70.0, the oldest known version" }
});

// src/schema/unfinished.ts
var PLACEHOLDER2 = /\$\{[^}]*\}|\{\{.*\}\}/s;
var OF_VALUES = /* @__PURE__ */ new Set(["type", "enum", "pattern", "format", "child-route"]);
var DIRECTIVE = /(?:^|\.|\[")\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/;
function ofFinished(violations, isPartial) {
  if (violations.length === 0) {
    return violations;
  }
  const isPatch = isPartial || violations.some(isDirective);
  const isOfPatch = (violation) => isPatch && (violation.code === "required" || isDirective(violation));
  return violations.filter((violation) => !isPlaceholder5(violation) && !isOfPatch(violation));
}
function isPlaceholder5({ code, value }) {
  if (!OF_VALUES.has(code)) {
    return false;
  }
  if (typeof value === "string") {
    return PLACEHOLDER2.test(value);
  }
  return isMap2(value) && Object.keys(value).length === 1 && Object.keys(value)[0].startsWith("{");
}
function isDirective({ code, path: path2 }) {
  return code === "unknown-field" && DIRECTIVE.test(path2);
}

// src/schema/findings.ts
var OPERATOR_GROUP = "monitoring.coreos.com/";
var OPERATOR4 = {
  component: "prometheus-operator",
  dialect: "custom",
  load: () => operatorSchemas(),
  byMinor: false,
  versionsOf: ({ operator }) => operator
};
var KUBERNETES = {
  component: "Kubernetes",
  dialect: "builtin",
  load: () => kubernetesSchemas(),
  byMinor: true,
  versionsOf: ({ kubernetes: kubernetes2 }) => kubernetes2
};
var NOTHING = { findings: [] };
function schemaFindings(object, versions2, isPartial = false) {
  if (!isMap2(object) || typeof object.apiVersion !== "string" || typeof object.kind !== "string") {
    return NOTHING;
  }
  const source = sourceOf(object.apiVersion);
  if (source === void 0) {
    return NOTHING;
  }
  try {
    return check(object, `${object.apiVersion}/${object.kind}`, { source, texts: source.versionsOf(versions2), isPartial });
  } catch (error) {
    return { findings: [], unchecked: error.message };
  }
}
function sourceOf(apiVersion) {
  if (apiVersion.startsWith(OPERATOR_GROUP)) {
    return OPERATOR4;
  }
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
  return group === "" || !group.includes(".") || group.endsWith(".k8s.io") ? KUBERNETES : void 0;
}
function check(object, key, { source, texts: texts3, isPartial }) {
  const index = source.load();
  if (!Object.hasOwn(index.kinds, key)) {
    return source === OPERATOR4 ? { findings: [unknownKind(key, index)] } : NOTHING;
  }
  const plan = planOf(index, source, texts3);
  if ("unchecked" in plan) {
    return { findings: [], unchecked: plan.unchecked };
  }
  const { newest, older, against } = plan;
  const violationsIn = (at) => ofFinished(violationsOf(object, key, schemasOf(index, at), source), isPartial);
  const found = violationsIn(newest);
  if (found.length === 0) {
    return NOTHING;
  }
  return { findings: agreed(found, older, violationsIn).map((violation) => findingOf(violation, against)) };
}
var plans = /* @__PURE__ */ new WeakMap();
function planOf(index, source, texts3) {
  let known6 = plans.get(index);
  if (!known6) {
    plans.set(index, known6 = /* @__PURE__ */ new Map());
  }
  const key = texts3.join();
  let plan = known6.get(key);
  if (!plan) {
    if (known6.size >= MOST_PLANS) {
      known6.clear();
    }
    known6.set(key, plan = makePlan(index, source, texts3));
  }
  return plan;
}
var MOST_PLANS = 1e3;
function makePlan(index, { component, byMinor }, texts3) {
  const { versions: versions2 } = index;
  const known6 = texts3.map((text2) => ({ text: text2, located: locate(index, text2, byMinor) }));
  const old = known6.find(({ located }) => located === void 0);
  if (old) {
    return { unchecked: `${component} ${old.text} is older than ${versions2[0]}, the oldest known version` };
  }
  const candidates2 = texts3.length === 0 ? versions2.map((_, at) => ({ at, isNewer: false })) : known6.map(({ located }) => located);
  const [newest, ...older] = [...candidates2].sort((a, b) => b.at - a.at);
  const version2 = texts3.length === 0 ? rangeOf2(versions2) : texts3.map((text2) => text2.replace(/^v/, "")).join(" and ");
  return {
    newest: newest.at,
    older: older.map(({ at }) => at),
    against: { component, version: version2, newest: versions2.at(-1), isNewer: newest.isNewer }
  };
}
function unknownKind(key, { kinds, versions: versions2 }) {
  const kind = key.slice(key.lastIndexOf("/") + 1);
  const all3 = Object.keys(kinds);
  const named2 = all3.filter((each2) => each2.endsWith(`/${kind}`));
  const similar = suggestionFor(kind, all3.map((each2) => each2.slice(each2.lastIndexOf("/") + 1)));
  const guess = similar === void 0 ? "check that its CustomResourceDefinition exists" : `write "${similar}"`;
  const cure = named2.length > 0 ? `the apiVersion is "${named2[0].slice(0, named2[0].lastIndexOf("/"))}"` : guess;
  return finding(UNKNOWN_KIND, { key: key.slice(0, 160), component: OPERATOR4.component, version: rangeOf2(versions2), cure });
}
function violationsOf(object, key, set4, { dialect }) {
  const root = set4.root(key);
  if (root === void 0) {
    return [{ code: "too-new", path: "kind", value: object.kind, ...lifetimeAt(set4.index.kinds[key], set4) }];
  }
  const found = checkObject(root, object, dialect, dialect === "builtin" ? isEnforced : void 0);
  if (object.kind === "AlertmanagerConfig") {
    found.push(...checkChildRoutes(root, object, set4.index.versions[set4.at]));
  }
  return found;
}
function agreed(newest, others2, violationsIn) {
  let certain = newest;
  for (const at of others2) {
    if (certain.length === 0) {
      return [];
    }
    const paths = new Set(violationsIn(at).map(({ path: path2 }) => path2));
    certain = certain.filter(({ path: path2 }) => prefixesOf(path2).some((prefix) => paths.has(prefix)));
  }
  return certain;
}
function prefixesOf(path2) {
  const ends = [...path2.matchAll(/[.[]/g)].map(({ index }) => path2.slice(0, index));
  return [path2, ...ends];
}
function rangeOf2(versions2) {
  return `${versions2[0]} to ${versions2.at(-1)}`;
}
var MAY_BE_NEW = /* @__PURE__ */ new Set(["unknown-field", "enum", "child-route"]);
function findingOf(violation, { component, version: version2, newest, isNewer: isNewer2 }) {
  const { code, path: path2, suggestion, since: since2 = "", until = "", allowed } = violation;
  const value = shownValue(violation.value);
  const right = allowed ?? "another value";
  if (isNewer2 && MAY_BE_NEW.has(code)) {
    return finding(NOT_KNOWN_HERE, { path: path2, value, component, version: version2, newest, suggestion });
  }
  switch (code) {
    case "unknown-field":
      return finding(UNKNOWN_FIELD, { path: path2, value, component, version: version2, suggestion, allowed });
    case "too-new":
      return finding(TOO_NEW, { path: path2, component, version: version2, since: since2 });
    case "removed":
      return finding(REMOVED, { path: path2, component, version: version2, until });
    case "type":
    case "null-in-list":
      return finding(WRONG_TYPE, { path: path2, value, allowed: right });
    case "enum":
    case "pattern":
    case "format":
    case "bounds":
    case "length":
      return finding(WRONG_VALUE, { path: path2, value, allowed: right });
    case "required":
      return finding(REQUIRED4, { path: path2, allowed });
    case "duplicate-key":
      return finding(DUPLICATE, { path: path2, value: String(violation.value) });
    case "cel":
      return finding(BROKEN_RULE, { path: path2, cure: right });
    case "child-route":
      return finding(CHILD_ROUTE, { path: path2, value, cure: suggestion === void 0 ? `write ${right}` : `write "${suggestion}"` });
  }
}

// src/admission/check-manifest.ts
var NOTHING2 = { findings: [], isRejected: false, leftOutBy: [] };
function checkManifest(manifest, env) {
  if (!isMap2(manifest) || isMap2(manifest.sops)) {
    return NOTHING2;
  }
  const ofApiserver = checkedByApiserver(manifest, env);
  if (env.isPartial || ofApiserver.isRejected) {
    return ofApiserver;
  }
  const { findings, leftOutBy } = ofOperator(manifest, env);
  return findings.length === 0 ? ofApiserver : { ...ofApiserver, findings: [...ofApiserver.findings, ...findings], leftOutBy };
}
function checkedByApiserver(manifest, { versions: versions2, isPartial }) {
  const { findings, unchecked } = schemaFindings(manifest, versions2, isPartial);
  const all3 = isPartial ? findings : [...findings, ...coreProblems(manifest)];
  return { ...NOTHING2, findings: all3, ...unchecked !== void 0 && { unchecked }, isRejected: !isPartial && all3.some(isRejection) };
}
var EXISTS_ALL_THE_SAME = /* @__PURE__ */ new Set([
  "schema/unknown-field",
  "schema/too-new",
  "schema/removed",
  "schema/child-route",
  "core/image",
  "core/flag-twice"
]);
function isRejection({ severity, ruleId }) {
  return severity === "error" && !EXISTS_ALL_THE_SAME.has(ruleId);
}
var ACCEPTED = { findings: [], leftOutBy: [] };
var OPERATOR_GROUP2 = "monitoring.coreos.com/";
function ofOperator(manifest, env) {
  if (manifest.kind === "Secret" && manifest.apiVersion === "v1") {
    return { findings: secretFindings(manifest, env), leftOutBy: [] };
  }
  if (typeof manifest.kind !== "string" || !String(manifest.apiVersion).startsWith(OPERATOR_GROUP2)) {
    return ACCEPTED;
  }
  const { servers = [] } = env;
  const readers = servers.length === 0 ? [UNKNOWN_SERVER] : servers;
  const all3 = readers.map((server) => ({ server, findings: findingsFor(manifest, server, env) }));
  const leftOutBy = all3.filter(({ findings }) => findings.some(isLeftOut)).map(({ server }) => server);
  return { findings: all3.length === 1 ? all3[0].findings : together(all3), leftOutBy };
}
var LEFT_OUT2 = /* @__PURE__ */ new Set([
  "operator/left-out",
  "operator/rejected",
  "operator/blocked",
  "rules/left-out",
  "rules/too-large"
]);
function isLeftOut({ ruleId }) {
  return LEFT_OUT2.has(ruleId);
}
function together(all3) {
  const isForAll = (ruleId) => all3.every(({ findings }) => findings.some((each2) => each2.ruleId === ruleId));
  const places2 = /* @__PURE__ */ new Map();
  for (const { server, findings } of all3) {
    for (const finding2 of findings) {
      const place = isForAll(finding2.ruleId) ? `${finding2.ruleId} ${finding2.path}` : `${finding2.path} ${finding2.message}`;
      const known6 = places2.get(place);
      if (known6) {
        known6.servers.push(server);
      } else {
        places2.set(place, { finding: finding2, servers: [server] });
      }
    }
  }
  return [...places2.values()].map(({ finding: finding2, servers }) => isForAll(finding2.ruleId) ? finding2 : { ...finding2, severity: "warning", message: `for ${[...new Set(servers.map(({ name }) => name))].join(" and ")}, which selects it: ${finding2.message}` });
}
function findingsFor(manifest, server, env) {
  const problems = operatorProblems(manifest, operatorEnv(env, server)).filter(({ row: row13 }) => row13 !== "alertmanager/secret-missing");
  const own2 = asFindings(problems, manifest.kind);
  return manifest.kind === "PrometheusRule" ? [...own2, ...rulesOf(manifest, env, server)] : own2;
}
function secretFindings(secret, env) {
  const alertmanagers = env.alertmanagers?.() ?? [];
  if (alertmanagers.length === 0 || usersOf(secret, alertmanagers).length === 0 || isFilledElsewhere(secret)) {
    return [];
  }
  return alertmanagerSecretFindings(secret, void 0, alertmanagers, operatorEnv(env, UNKNOWN_SERVER));
}
var groupFindings = /* @__PURE__ */ new WeakMap();
function rulesOf(manifest, { versions: { operator } }, { rules }) {
  const groups = isMap2(manifest.spec) ? manifest.spec.groups : void 0;
  if (Array.isArray(groups) && isOurs(groups)) {
    return [];
  }
  const reader = { ...operator.length === 1 && { operator: operator[0] }, ...rules };
  if (typeof groups !== "object" || groups === null || !isShared(groups)) {
    return ruleFindings(manifest, reader);
  }
  const known6 = groupFindings.get(groups) ?? /* @__PURE__ */ new Map();
  groupFindings.set(groups, known6);
  const key = JSON.stringify(reader);
  const found = known6.get(key) ?? ruleFindings(manifest, reader);
  known6.set(key, found);
  return found;
}
var environments = /* @__PURE__ */ new WeakMap();
function operatorEnv({ versions: versions2, lookup }, server) {
  const known6 = environments.get(versions2) ?? /* @__PURE__ */ new Map();
  environments.set(versions2, known6);
  let env = known6.get(server);
  if (!env || env.lookup !== lookup) {
    const operator = versions2.operator.map((text2) => readVersion(text2)).filter((version2) => version2 !== void 0);
    env = { ...operator.length > 0 && operator.length === versions2.operator.length && { operator }, ...lookup && { lookup }, ...server.operator };
    known6.set(server, env);
  }
  return env;
}

// src/admission/cluster/verdicts.ts
var Verdicts = class {
  constructor(cluster) {
    this.cluster = cluster;
    this.lookup = lookupBy(cluster.find);
    this.tracked = (kind, namespace, name) => {
      const found = this.lookup(kind, namespace, name);
      this.asked.push({ kind, namespace, name, found });
      return found;
    };
  }
  cluster;
  found = /* @__PURE__ */ new WeakMap();
  environments = /* @__PURE__ */ new Map();
  lookup;
  tracked;
  asked = [];
  /** The verdict on an object; found once, and for equal objects of other clusters, too. */
  of(object) {
    let result = this.found.get(object);
    if (!result) {
      const { env, surroundings } = this.environmentOf(object);
      result = remember({ manifest: object.raw, surroundings, isFinal: env.isFinal === true, lookup: this.lookup }, () => this.check(object, env));
      this.found.set(object, result);
    }
    return result;
  }
  check(object, env) {
    this.asked = [];
    const result = checkManifest(object.raw, env);
    return { result, asked: this.asked };
  }
  /**
   * Whether an object has no effect: the apiserver rejects it, or the operator leaves it out.
   * @param server for which of the servers that select it; undefined for all of them
   */
  isRejected(object, server) {
    const { isRejected, leftOutBy } = this.of(object);
    if (isRejected || leftOutBy.length === 0) {
      return isRejected;
    }
    const isFor2 = (each2) => leftOutBy.some(({ name }) => name === serverOf(each2).name);
    if (server !== void 0 && isFor2(server)) {
      return true;
    }
    const selecting = this.cluster.selectedBy(object);
    return server !== void 0 && selecting.includes(server) ? false : selecting.every(isFor2);
  }
  environmentOf(object) {
    const { isPartial = false, isFinal = false } = this.cluster.originOf?.(object) ?? {};
    const servers = this.cluster.selectedBy(object).map(serverOf);
    const key = `${isPartial} ${isFinal} ${servers.map(({ name }) => name).join()}`;
    let known6 = this.environments.get(key);
    if (!known6) {
      const { versions: versions2, alertmanagers } = this.cluster;
      const env = { versions: versions2, servers, lookup: this.tracked, alertmanagers, isPartial, isFinal };
      known6 = { env, surroundings: JSON.stringify([versions2, isPartial, servers]) };
      this.environments.set(key, known6);
    }
    return known6;
  }
};

// src/scrape-graph/verdicts.ts
function verdictsIn(world, choosers, { versions: versions2, sources }) {
  return new Verdicts({
    versions: versions2 ?? versionsIn(world),
    selectedBy: (object) => choosers(object),
    alertmanagers: () => world.ofKind("Alertmanager").map(({ raw }) => raw),
    find: (kind, namespace, name) => world.named(kind, namespace, name)?.raw,
    originOf: (object) => {
      const source = sources?.get(object);
      return { isPartial: source?.isPartial, isFinal: source?.file !== void 0 };
    }
  });
}
function versionsIn(world) {
  return { operator: operatorVersionsIn(INSTALLING_KINDS.flatMap((kind) => world.ofKind(kind)).map(({ raw }) => raw)), kubernetes: [] };
}

// src/admission/cluster/selection.ts
var MONITOR_KINDS = {
  ServiceMonitor: "serviceMonitor",
  PodMonitor: "podMonitor",
  Probe: "probe",
  ScrapeConfig: "scrapeConfig"
};
var SERVER_KINDS = ["Prometheus", "PrometheusAgent", "ThanosRuler", "Alertmanager"];
var BY_SCRAPERS = ["Prometheus", "PrometheusAgent"];
var SELECTIONS = {
  ...Object.fromEntries(Object.entries(MONITOR_KINDS).map(([kind, field]) => [kind, { field, by: BY_SCRAPERS }])),
  // an agent has no rules
  PrometheusRule: { field: "rule", by: ["Prometheus", "ThanosRuler"] },
  AlertmanagerConfig: { field: "alertmanagerConfig", by: ["Alertmanager"] }
};
function selectingOf(object, servers, namespaces) {
  const { field, by } = Object.hasOwn(SELECTIONS, object.kind) ? SELECTIONS[object.kind] : NO_SELECTION;
  return servers.filter(({ kind }) => by.includes(kind)).flatMap((server) => {
    const answer = isWholeConfiguration2(object, server) ? YES : chooses(server, object, field, namespaces);
    return answer.kind === "no" ? [] : [{ server, answer }];
  });
}
function selectedBy(object, servers, namespaces) {
  return selectingOf(object, servers, namespaces).filter(({ answer }) => answer.kind === "yes").map(({ server }) => server);
}
var NO_SELECTION = { field: "", by: [] };
function isWholeConfiguration2({ kind, metadata }, { spec, metadata: { namespace } }) {
  return kind === "AlertmanagerConfig" && metadata.namespace === namespace && spec?.alertmanagerConfiguration?.name === metadata.name;
}
function namespacesOf(objects) {
  const known6 = new Map(objects.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const labelsOf3 = (name) => name === void 0 ? {} : { ...known6.get(name), "kubernetes.io/metadata.name": name };
  return Object.assign(labelsOf3, { isHere: (name) => name !== void 0 && known6.has(name) });
}
function chooses(prometheus, monitor, field, namespaces) {
  const { spec = {}, metadata } = prometheus;
  const selector3 = spec[`${field}Selector`];
  if (selector3 === void 0 || selector3 === null) {
    return no(`it has no "${field}Selector", which chooses nothing: set "${field}Selector: {}"`);
  }
  const missing4 = unmet(selector3, monitor.metadata.labels ?? {});
  const byLabels = missing4.length === 0 ? YES : no(`its "${field}Selector" wants ${textsOf3(missing4)}, and the labels are ${labelsText(monitor.metadata.labels)}`);
  return all2([choosesNamespace(spec[`${field}NamespaceSelector`], field, monitor.metadata.namespace, metadata.namespace, namespaces), byLabels]);
}
function choosesNamespace(selector3, field, where2, own2, namespaces) {
  if (selector3 === void 0 || selector3 === null) {
    if (where2 === void 0 || own2 === void 0) {
      return where2 === own2 ? YES : unknown("their namespaces are the same");
    }
    return where2 === own2 ? YES : no(`it has no "${field}NamespaceSelector", so that it looks in its own namespace alone, ${shownNamespace(own2)}`);
  }
  const missing4 = unmet(selector3, namespaces(where2));
  const isUnknown2 = ({ label }) => where2 === void 0 || label !== NAME_LABEL && namespaces.isHere?.(where2) === false;
  const surely2 = missing4.filter((each2) => !isUnknown2(each2));
  if (surely2.length > 0) {
    return no(`its "${field}NamespaceSelector" chooses namespaces with ${selectorText(selector3)}, and ${shownNamespace(where2)} has not ${textsOf3(surely2)}`);
  }
  const open = requirementsOf(selector3).filter(isUnknown2);
  return open.length === 0 ? YES : unknown(`the Namespace ${shownNamespace(where2)} has ${textsOf3(open)}`);
}
var NAME_LABEL = "kubernetes.io/metadata.name";
function whyNotSelected(prometheus, monitor, field, namespaces) {
  const answer = chooses(prometheus, monitor, field, namespaces);
  return answer.kind === "no" ? answer.because : void 0;
}
function labelsText(labels2 = {}) {
  const texts3 = Object.entries(labels2).map(([name, value]) => `${name}=${value}`).sort();
  return texts3.length === 0 ? "none" : texts3.length > 6 ? `${texts3.slice(0, 6).join(", ")} and ${texts3.length - 6} more` : texts3.join(", ");
}
function textsOf3(conditions) {
  return conditions.map(({ text: text2 }) => text2).join(", ");
}
function shownNamespace(name) {
  return name === void 0 ? "its own, which is not said," : JSON.stringify(name);
}

// src/scrape-graph/world.ts
var World = class {
  constructor(manifests) {
    this.manifests = manifests;
    for (const manifest of manifests) {
      const { kind, metadata: { namespace = "", labels: labels2 = {} } } = manifest;
      append(this.byKind, kind, manifest);
      append(this.byKindAndNamespace, `${kind} ${namespace}`, manifest);
      this.byKey.set(keyOf(manifest), manifest);
      append(this.byName, `${kind} ${manifest.metadata.name}`, manifest);
      if (kind === "Service") {
        for (const [name, value] of Object.entries(labels2)) {
          append(this.byLabel, `${name}=${value}`, manifest);
        }
      }
    }
    this.pods = podsIn(manifests);
    for (const pod2 of this.pods) {
      append(this.podsByNamespace, pod2.namespace ?? "", pod2);
      for (const [name, value] of Object.entries(pod2.labels)) {
        append(this.podsByLabel, `${pod2.namespace ?? ""} ${name}=${value}`, pod2);
      }
      this.podsByName.set(`${pod2.namespace ?? ""}/${pod2.name}`, pod2);
    }
    this.namespaces = namespacesOf(manifests);
  }
  manifests;
  namespaces;
  byKind = /* @__PURE__ */ new Map();
  byKindAndNamespace = /* @__PURE__ */ new Map();
  byKey = /* @__PURE__ */ new Map();
  byName = /* @__PURE__ */ new Map();
  byLabel = /* @__PURE__ */ new Map();
  podsByNamespace = /* @__PURE__ */ new Map();
  podsByLabel = /* @__PURE__ */ new Map();
  podsByName = /* @__PURE__ */ new Map();
  pods;
  memory = /* @__PURE__ */ new Map();
  ofKind(kind) {
    return this.byKind.get(kind) ?? [];
  }
  inNamespace(kind, namespace) {
    return this.byKindAndNamespace.get(`${kind} ${namespace ?? ""}`) ?? [];
  }
  named(kind, namespace, name) {
    return this.byKey.get(`${kind} ${namespace ?? ""} ${name}`);
  }
  /** The same, or one of which the namespace is not said, or is not asked: it may be that one. */
  perhaps(kind, namespace, name) {
    const isMeant2 = ({ metadata }) => namespace === void 0 || metadata.namespace === void 0;
    return this.named(kind, namespace, name) ?? this.byName.get(`${kind} ${name}`)?.find(isMeant2);
  }
  /** The Services with this label. */
  servicesLabelled(label, value) {
    return this.byLabel.get(`${label}=${value}`) ?? [];
  }
  /** The pods that a Service selects; a Service without a selector selects none. If none is in its namespace, those of which nobody knows theirs. */
  podsOf(service2) {
    const selector3 = textsOf(service2.spec?.selector);
    if (Object.keys(selector3).length === 0) {
      return [];
    }
    const { namespace } = service2.metadata;
    const found = this.podsWith(selector3, namespace ?? "");
    if (found.length > 0) {
      return found;
    }
    return namespace === void 0 ? this.pods.filter(({ labels: labels2 }) => matchesSelector({ matchLabels: selector3 }, labels2)) : this.podsWith(selector3, "");
  }
  podsWith(selector3, namespace) {
    const candidates2 = Object.entries(selector3).map(([name, value]) => this.podsByLabel.get(`${namespace} ${name}=${value}`) ?? []);
    return candidates2.reduce((least, each2) => each2.length < least.length ? each2 : least).filter(({ labels: labels2 }) => matchesSelector({ matchLabels: selector3 }, labels2));
  }
  podsIn(namespace) {
    return this.podsByNamespace.get(namespace ?? "") ?? [];
  }
  pod(namespace, name) {
    return this.podsByName.get(`${namespace ?? ""}/${name}`);
  }
  /** Whether there is something of which nobody knows in which namespace it is. */
  get hasOpenNamespaces() {
    return this.remember("open", () => this.manifests.some(({ kind, metadata }) => metadata.namespace === void 0 && !CLUSTER_WIDE.test(kind)));
  }
  /** Objects of others in a namespace that may make anything there: Services, pods. */
  makersIn(namespace) {
    const makers = this.remember("makers", () => this.manifests.filter(isMaker));
    return makers.filter(({ metadata, spec }) => namespace === void 0 || [void 0, namespace].includes(metadata.namespace) || spec?.targetNamespace === namespace || spec?.destination?.namespace === namespace);
  }
  /** The namespaces in which there is something. */
  get knownNamespaces() {
    return this.remember("namespaces", () => [...new Set(this.manifests.map(({ metadata }) => metadata.namespace))]);
  }
  /** What is found out once. */
  remember(key, find) {
    if (!this.memory.has(key)) {
      this.memory.set(key, find());
    }
    return this.memory.get(key);
  }
};
var CLUSTER_WIDE = /^(Cluster|Namespace|Node|CustomResourceDefinition|PersistentVolume$|StorageClass|PriorityClass|.*WebhookConfiguration|APIService|Kustomization|PodSecurityPolicy)/;
var HARMLESS = /(^|\.)k8s\.io$|^(monitoring\.coreos\.com|cert-manager\.io|.*\.istio\.io|traefik\..*|external-secrets\.io|bitnami\.com|kyverno\.io|openshift\.io|route\.openshift\.io|crd\.projectcalico\.org|cilium\.io|config\.kubernetes\.io|kustomize\.config\.k8s\.io)$/;
function isMaker(manifest) {
  const [group, version2] = textOf(manifest.apiVersion).split("/");
  return version2 !== void 0 && group.includes(".") && !HARMLESS.test(group) && podSpecOf(manifest) === void 0;
}

// src/scrape-graph/graph.ts
var ELSEWHERE = { kind: "Prometheus", metadata: { name: "elsewhere" }, spec: {} };
function graphOf(given, options = {}) {
  const first = new Map([...given].reverse().map((manifest) => [keyOf(manifest), manifest]));
  const manifests = [...first.values()].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
  const world = new World([...manifests, ...impliedBy(manifests)]);
  const prometheuses = [...world.ofKind("Prometheus"), ...world.ofKind("PrometheusAgent")];
  const monitors = Object.keys(MONITOR_KINDS).flatMap((kind) => world.ofKind(kind));
  const servers = SERVER_KINDS.flatMap((kind) => world.ofKind(kind));
  const selecting = remembered2((object) => selectingOf(object, servers, world.namespaces));
  const sure = (object) => selecting(object).filter(({ answer }) => answer.kind === "yes").map(({ server }) => server);
  const verdicts = verdictsIn(world, remembered2(sure), options);
  const isRejected = (object, server) => verdicts.isRejected(object, server);
  const choosers = remembered2((object) => selecting(object).map(({ server }) => server).filter((server) => !isRejected(object, server)));
  const jobs = monitors.flatMap((monitor) => {
    const isElsewhere = selecting(monitor).length === 0 && !isRejected(monitor);
    const own2 = isElsewhere ? [void 0] : choosers(monitor);
    return own2.flatMap((prometheus) => jobsOf(prometheus ?? ELSEWHERE, monitor).map((job) => ({ prometheus, job })));
  });
  const edges = jobs.flatMap(({ prometheus, job }) => edgesOf(prometheus, job, world));
  return { world, prometheuses, monitors, choosers, selecting, jobs, edges, verdicts, isRejected };
}
function remembered2(find) {
  const known6 = /* @__PURE__ */ new Map();
  return (object) => {
    const found = known6.get(object) ?? { value: find(object) };
    known6.set(object, found);
    return found.value;
  };
}
function edgesOf(prometheus, job, world) {
  const edges = /* @__PURE__ */ new Map();
  for (const target of meantBy(job, prometheus ?? ELSEWHERE, world)) {
    const port = portOf2(target);
    const key = `${target.service ? nameOf2(target.service) : ""} ${target.pod ? nameOf2(target.pod.workload) : ""} ${port}`;
    const edge = edges.get(key) ?? { prometheus, job, ...target.service && { service: target.service }, ...target.pod && { workload: target.pod.workload }, port, targets: [] };
    edges.set(key, edge);
    edge.targets.push(target);
  }
  return [...edges.values()];
}
function meantBy(job, prometheus, world) {
  const own2 = targetsOf(job, prometheus, world).filter(({ isOurs: isOurs2 }) => isOurs2);
  if (own2.length > 0 || !world.hasOpenNamespaces) {
    return own2;
  }
  const discoveries = job.discoveries.map((discovery) => discovery.kind === "kubernetes" ? loosened(discovery, job.monitor) : discovery);
  return targetsOf({ ...job, discoveries }, prometheus, world).filter(({ isOurs: isOurs2 }) => isOurs2);
}
function loosened({ namespaces, ...discovery }, { metadata }) {
  const isAnywhere = namespaces === void 0 || metadata.namespace === void 0 && namespaces.includes("");
  return isAnywhere ? discovery : { ...discovery, namespaces: [...namespaces, ""] };
}
function portOf2({ discovered }) {
  const named2 = ["endpoint_port_name", "endpointslice_port_name", "pod_container_port_name", "service_port_name"].map((each2) => discovered.get(`__meta_kubernetes_${each2}`)).find((each2) => each2 !== "");
  return named2 ?? /:(\d+)$/.exec(discovered.get("__address__"))?.[1] ?? "";
}
function keptOf({ targets }) {
  return targets.filter(({ labels: labels2 }) => labels2 !== void 0);
}
function isSurelyChosen({ selecting }, server, object) {
  return selecting(object).some((each2) => each2.server === server && each2.answer.kind === "yes");
}

// src/validation/to-json.ts
var import_cdk8s = require("cdk8s");
function jsonOf(object) {
  const props = stockProps(object);
  if (props === void 0) {
    return object.toJson();
  }
  try {
    const found = {};
    const set4 = (key, json) => {
      if (json !== void 0) {
        found[key] = json;
      }
    };
    set4("apiVersion", plain3(props.apiVersion, false));
    set4("kind", plain3(props.kind, false));
    set4("metadata", metadataOf(object));
    for (const key of Object.keys(props).sort()) {
      if (key !== "apiVersion" && key !== "kind" && key !== "metadata") {
        set4(key, key === "__proto__" ? refuse() : plain3(props[key], false));
      }
    }
    return found;
  } catch {
    return object.toJson();
  }
}
function looseJsonOf(object) {
  const props = stockProps(object);
  if (props === void 0) {
    return object.toJson();
  }
  const { metadata: _metadata, ...body } = props;
  if (!isPlain(body)) {
    return jsonOf(object);
  }
  try {
    return { ...body, metadata: metadataOf(object) };
  } catch {
    return object.toJson();
  }
}
function stockProps(object) {
  const { props, patches } = object;
  const isStock = object.toJson === import_cdk8s.ApiObject.prototype.toJson && patches?.length === 0 && hasOwnResolversOnly(import_cdk8s.App.of(object)) && !process.env.CDK8S_DISABLE_SORT;
  return isStock && props?.constructor === Object && typeof props.resolve !== "function" ? props : void 0;
}
var OWN = [import_cdk8s.LazyResolver, import_cdk8s.ImplicitTokenResolver, import_cdk8s.NumberStringUnionResolver];
function hasOwnResolversOnly({ resolvers }) {
  return resolvers.length === OWN.length && resolvers.every((resolver, at) => resolver.constructor === OWN[at]);
}
var COMMON5 = /* @__PURE__ */ new Set(["annotations", "labels", "name", "namespace"]);
function metadataOf({ metadata }) {
  const { _additionalAttributes, labels: labels2, annotations, finalizers, ownerReferences } = metadata;
  const isKnown = [_additionalAttributes, labels2, annotations, finalizers, ownerReferences].every((each2) => each2 !== void 0);
  if (!isKnown || metadata.toJson !== import_cdk8s.ApiObjectMetadataDefinition.prototype.toJson) {
    return metadata.toJson();
  }
  const { name, namespace } = metadata;
  if (finalizers.length + ownerReferences.length > 0 || !Object.keys(_additionalAttributes).every((key) => COMMON5.has(key))) {
    return plain3({ ..._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels: labels2 }, true);
  }
  const found = {};
  const set4 = (key, value) => {
    const json = value === void 0 ? void 0 : plain3(value, true);
    if (json !== void 0) {
      found[key] = json;
    }
  };
  set4("annotations", annotations);
  set4("labels", labels2);
  set4("name", name);
  set4("namespace", namespace);
  return isEmpty2(found) ? void 0 : found;
}
function plain3(value, withoutEmpty) {
  if (value === null) {
    return void 0;
  }
  if (typeof value !== "object") {
    return typeof value === "function" ? refuse() : value;
  }
  if (value instanceof import_cdk8s.Lazy) {
    return plain3(value.produce(), withoutEmpty);
  }
  if (typeof value.resolve === "function") {
    return plain3(value.resolve(), withoutEmpty);
  }
  if (isShared(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return plainList(value, withoutEmpty);
  }
  return value.constructor === Object ? plainMap(value, withoutEmpty) : refuse();
}
function plainList(list, withoutEmpty) {
  if (withoutEmpty && list.length === 0) {
    return void 0;
  }
  let copy2;
  for (let at = 0; at < list.length; at++) {
    const json = plain3(list[at], withoutEmpty);
    if (json !== list[at]) {
      (copy2 ??= [...list])[at] = json;
    }
  }
  return copy2 ?? list;
}
function plainMap(map, withoutEmpty) {
  const keys = Object.keys(map);
  if (withoutEmpty && keys.length === 0) {
    return void 0;
  }
  let copy2;
  if (!isSorted(keys)) {
    keys.sort();
    copy2 = {};
  }
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    const json = key === "__proto__" ? refuse() : plain3(map[key], withoutEmpty);
    if (!copy2 && (json === void 0 || json !== map[key])) {
      copy2 = {};
      for (const before of keys.slice(0, at)) {
        copy2[before] = map[before];
      }
    }
    if (copy2 && json !== void 0) {
      copy2[key] = json;
    }
  }
  return copy2 && withoutEmpty && isEmpty2(copy2) ? void 0 : copy2 ?? map;
}
function isSorted(keys) {
  for (let at = 1; at < keys.length; at++) {
    if (!(keys[at - 1] < keys[at])) {
      return false;
    }
  }
  return true;
}
function isEmpty2(object) {
  for (const _key in object) {
    return false;
  }
  return true;
}
function refuse() {
  throw new TypeError("left to cdk8s");
}

// src/scrape-graph/app-graph.ts
function givenBy(objects) {
  return objects.map((object) => {
    const { kind, apiVersion, name, metadata: { namespace } } = object;
    return { origin: originOf(object), key: keyOf({ kind: kindOf(kind, apiVersion), metadata: { name, namespace } }), read: () => jsonOf(object) };
  });
}
function originOf(object) {
  return object.node.scopes[1]?.node.id ?? "";
}

// src/scrape-graph/costs.ts
var ROWS3 = [
  { job: "kubelet", path: "/metrics", base: 1900, perPod: 30, isOnNode: true },
  { job: "kubelet", path: "/metrics/cadvisor", base: 300, perPod: 130, isOnNode: true },
  { job: "kubelet", path: "/metrics/probes", base: 30, perPod: 35, perPodNative: 9, isOnNode: true },
  { job: "node-exporter", base: 600 },
  { job: "kube-state-metrics", port: "http-metrics", base: 300, perNode: 40, perPod: 45 },
  { job: "kube-state-metrics", base: 130 },
  { job: "apiserver", path: "/metrics", base: 25e3 },
  { job: "apiserver", base: 220 },
  { job: "prometheus", port: "web", base: 1400 },
  { job: "prometheus-agent", port: "web", base: 700 },
  { job: "alertmanager", port: "web", base: 570 },
  { job: "prometheus-operator", base: 600 },
  ...["prometheus", "prometheus-agent", "alertmanager"].map((job) => ({ job, port: "reloader-web", base: 190 }))
];
var ORDINARY = 500;
var MEMORY = { Prometheus: 4, PrometheusAgent: 2 };
function costsOf({ prometheuses, scrapes }, scale) {
  return prometheuses.map(({ name, pods, shards, writesTo }) => {
    const own2 = scrapes.filter(({ by }) => by.includes(name)).map((scrape) => loadOf(scrape, scale));
    const sum = (value) => Math.round(own2.reduce((all3, load) => all3 + value(load), 0));
    const series = sum((load) => load.targets * load.series);
    const samplesPerSecond = sum((load) => load.targets * load.series / load.seconds);
    return {
      prometheus: name,
      targets: sum(({ targets }) => targets),
      series,
      samplesPerSecond,
      memory: Math.ceil(series / shards * (name.startsWith("PrometheusAgent") ? MEMORY.PrometheusAgent : MEMORY.Prometheus) / 1024),
      pods,
      sends: writesTo.map(({ url: url2, connections }) => ({ url: url2, samplesPerSecond: Math.round(samplesPerSecond * pods / shards), connections })),
      unknown: sum(({ targets, isKnown }) => isKnown ? 0 : targets)
    };
  });
}
function loadOf(scrape, scale) {
  const { labels: labels2, path: path2, port = "", interval, sampleLimit = Infinity, workload } = scrape;
  const known6 = labels2 && seriesOf({ job: labels2.job, path: path2, port }, scale);
  const isOnEachNode = workload?.startsWith("DaemonSet ") === true || rowOf({ job: labels2?.job ?? "", path: path2, port })?.isOnNode === true;
  const counted = scrape.targets ?? (labels2 === void 0 ? 0 : 1);
  return {
    targets: isOnEachNode && counted === 1 ? scale.nodes : counted,
    series: Math.min(known6 ?? ORDINARY, sampleLimit),
    seconds: Math.max(millisecondsOf(interval) / 1e3, 1e-3),
    isKnown: known6 !== void 0
  };
}
function rowOf({ job, path: path2, port }) {
  return ROWS3.find((each2) => each2.job === job && (each2.path ?? path2) === path2 && (each2.port ?? port) === port);
}
function seriesOf(asked2, { nodes: nodes2, pods, kubernetes: kubernetes2 }) {
  const row13 = rowOf(asked2);
  if (!row13) {
    return void 0;
  }
  const perPod = kubernetes2?.has("nativeHistograms") ? row13.perPodNative ?? row13.perPod : row13.perPod;
  return row13.base + (row13.perNode ?? 0) * nodes2 + (perPod ?? 0) * (row13.isOnNode ? pods / Math.max(nodes2, 1) : pods);
}

// src/scrape-graph/admission.ts
function admissionProblems({ verdicts }, manifests, sources) {
  const unchecked = /* @__PURE__ */ new Map();
  const found = [];
  for (const manifest of manifests) {
    const { findings, unchecked: why } = verdicts.of(manifest);
    if (why !== void 0) {
      unchecked.set(why, [...unchecked.get(why) ?? [], manifest]);
    }
    if (findings.length === 0) {
      continue;
    }
    const where2 = `${nameOf2(manifest)}${placeOf3(sources.get(manifest))}`;
    found.push(...findings.map((each2) => ({ finding: { ...each2, message: `${where2}: ${each2.message}` }, objects: [manifest] })));
  }
  const rest = [...unchecked].map(([why, objects]) => ({ finding: finding(UNCHECKED, { why, count: objects.length }), objects: objects.slice(0, 1) }));
  return [...found, ...rest];
}
function placeOf3(source) {
  if (source?.file === void 0) {
    return "";
  }
  return ` (${source.file}${source.line === void 0 ? "" : `:${source.line}`})`;
}

// src/net/cidr.ts
function containsIp(cidr, address) {
  const [network, length] = cidr.split("/");
  const [a, b] = [IpAddress.parse(network), IpAddress.parse(address)];
  if (!a || !b || a.family !== b.family || length === void 0) {
    return false;
  }
  return a.words.every((word, at) => {
    const bits = Math.min(32, Math.max(0, Number(length) - 32 * at));
    return bits === 0 || word >>> 32 - bits === b.words[at] >>> 32 - bits;
  });
}

// src/scrape-graph/checks/network.ts
var checkNetwork = ({ world, edges }) => world.ofKind("NetworkPolicy").length === 0 ? [] : edges.flatMap((edge) => {
  const [target] = keptOf(edge);
  const source = edge.prometheus && podOf2(edge.prometheus, world);
  if (!target || !source || isOnHostNetwork(source)) {
    return [];
  }
  const denying = [...deniedAt(target.pod, "Ingress", source, target, world), ...deniedAt(source, "Egress", target.pod, target, world)];
  return denying.length === 0 ? [] : [problem(NETWORK_DENIES, {
    prometheus: nameOf2(edge.prometheus),
    port: portNumber(target) === void 0 ? edge.port : String(portNumber(target)),
    target: nameOf2(edge.workload ?? edge.service ?? edge.job.monitor),
    policies: denying.map(nameOf2)
  }, edge.job.monitor, ...denying)];
});
function podOf2({ kind, metadata }, world) {
  const name = `${kind === "PrometheusAgent" ? "prom-agent" : "prometheus"}-${metadata.name}`;
  return world.podsIn(metadata.namespace).find(({ workload }) => workload.kind === "StatefulSet" && workload.metadata.name === name);
}
function isOnHostNetwork({ workload }) {
  return (workload.kind === "Pod" ? workload.spec : workload.spec?.template?.spec)?.hostNetwork === true;
}
function deniedAt(pod2, direction, peer, target, world) {
  if (!pod2 || isOnHostNetwork(pod2)) {
    return [];
  }
  const policies = world.inNamespace("NetworkPolicy", pod2.namespace).filter((policy) => isFor(policy, direction) && matchesSelector(policy.spec?.podSelector, pod2.labels));
  const [rules, peers] = direction === "Ingress" ? ["ingress", "from"] : ["egress", "to"];
  const isAllowed = policies.some(({ spec }) => listOf(spec?.[rules]).some((rule2) => isPeer(listOf(rule2?.[peers]), pod2.namespace, peer, target, world) && isPort3(listOf(rule2?.ports), target)));
  return isAllowed ? [] : policies;
}
function isFor({ spec }, direction) {
  const types = listOf(spec?.policyTypes);
  return types.length === 0 ? direction === "Ingress" || spec?.egress !== void 0 : types.includes(direction);
}
function isPeer(peers, own2, pod2, target, world) {
  return peers.length === 0 || peers.some(({ ipBlock, podSelector, namespaceSelector }) => {
    if (ipBlock) {
      return isInBlock(ipBlock, pod2 ? pod2.ip : hostOf(target));
    }
    if (!pod2 || isOnHostNetwork(pod2)) {
      return false;
    }
    const isThere2 = namespaceSelector === void 0 ? isSame(pod2.namespace, own2) : mayBeOne(namespaceSelector, pod2.namespace, world);
    return isThere2 && (podSelector === void 0 || matchesSelector(podSelector, pod2.labels));
  });
}
function isSame(namespace, other) {
  return namespace === other || namespace === void 0 || other === void 0;
}
function mayBeOne(selector3, namespace, { namespaces }) {
  const open = unmet(selector3, namespaces(namespace));
  return open.length === 0 || namespaces.isHere?.(namespace) === false && open.every(({ label }) => namespace === void 0 || label !== "kubernetes.io/metadata.name");
}
function isInBlock({ cidr, except }, address) {
  if (isUnknown(address) || !/^[0-9a-fA-F.:]+$/.test(address)) {
    return true;
  }
  return containsIp(textOf(cidr), address) && !listOf(except).some((each2) => containsIp(textOf(each2), address));
}
function isPort3(ports, target) {
  const number2 = portNumber(target);
  return ports.length === 0 || ports.some(({ port, endPort, protocol = "TCP" }) => protocol === "TCP" && (port === void 0 || number2 === void 0 || (typeof port === "number" ? number2 >= port && number2 <= (endPort ?? port) : target.pod?.ports.some((own2) => own2.name === port && own2.number === number2) ?? true)));
}
function hostOf({ address }) {
  return address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}
function portNumber({ address }) {
  const [, port] = /:(\d+)$/.exec(address) ?? [];
  return port === void 0 ? void 0 : Number(port);
}

// src/scrape-graph/checks/reach.ts
function namespaceTest(monitor, prometheuses) {
  const names2 = lookedAt(monitor, prometheuses);
  return (namespace) => names2.includes(namespace) || names2 === ANYWHERE;
}
var ANYWHERE = [void 0];
function lookedAt({ spec, metadata }, prometheuses) {
  const isIgnored = prometheuses.length > 0 && prometheuses.every((each2) => each2.spec?.ignoreNamespaceSelectors === true);
  const own2 = metadata.namespace === void 0 ? ANYWHERE : [metadata.namespace];
  if (isIgnored) {
    return own2;
  }
  const names2 = listOf(spec?.namespaceSelector?.matchNames).map(String);
  if (spec?.namespaceSelector?.any === true) {
    return ANYWHERE;
  }
  return names2.length > 0 ? names2 : own2;
}
function portsOf(endpoint, service2) {
  const ports = listOf(service2.spec?.ports);
  if (textOf(endpoint?.port) === "") {
    return endpoint?.targetPort === void 0 ? ports : ports.filter(({ port, targetPort = port }) => String(targetPort) === String(endpoint.targetPort));
  }
  return ports.filter(({ name }) => isNamed(endpoint.port, textOf(name)));
}
function isNamed(wanted, name) {
  const pattern = readPattern(wanted);
  return name === wanted || "matches" in pattern && pattern.matches(name);
}

// src/scrape-graph/checks/nearest.ts
function nearestService(monitor, isThere2, prometheuses, world) {
  const selector3 = monitor.spec?.selector;
  const missing4 = ({ metadata }) => unmet(selector3, metadata.labels ?? {});
  const isSaid3 = ({ isImplied: implied }) => implied !== true;
  const elsewhere = world.ofKind("Service").find((service2) => isSaid3(service2) && missing4(service2).length === 0);
  if (elsewhere) {
    return `${nameOf2(elsewhere)} has it, in a namespace where the monitor does not look: ${cureOf(monitor, prometheuses)}`;
  }
  const candidates2 = world.ofKind("Service").filter((service2) => isSaid3(service2) && isThere2(service2.metadata.namespace));
  if (candidates2.length === 0) {
    return "there is no Service where it looks";
  }
  const hasPort = (service2) => listOf(monitor.spec?.endpoints).some((endpoint) => textOf(endpoint?.port) !== "" && portsOf(endpoint, service2).length > 0);
  const rank2 = (service2) => [missing4(service2).length, hasPort(service2) ? 0 : 1, service2.metadata.name === monitor.metadata.name ? 0 : 1];
  const ranked = candidates2.map((service2) => ({ service: service2, by: rank2(service2) })).sort((a, b) => a.by[0] - b.by[0] || a.by[1] - b.by[1] || a.by[2] - b.by[2] || (nameOf2(a.service) < nameOf2(b.service) ? -1 : 1));
  const best = ranked[0].service;
  return missing4(best).map(({ label, text: text2 }) => lacks2(nameOf2(best), best.metadata.labels ?? {}, label, text2)).join(", ");
}
function cureOf(monitor, prometheuses) {
  const ignoring = prometheuses.filter(({ spec }) => spec?.ignoreNamespaceSelectors === true);
  return ignoring.length === 0 ? 'name it in "namespaceSelector"' : `${nameOf2(ignoring[0])} has "ignoreNamespaceSelectors", so that it looks in its own alone: move ${nameOf2(monitor)} there`;
}
function lacks2(name, labels2, label, text2) {
  return labels2[label] === void 0 ? `${name} has no label ${shown(label)}` : `${name} has ${label}=${labels2[label]}, not ${text2}`;
}
function nearestPods(selector3, namespace, world) {
  const missing4 = ({ labels: labels2 }) => unmet({ matchLabels: selector3 }, labels2).length;
  const [best] = [...world.podsIn(namespace)].filter(({ workload }) => !isImplied(workload)).sort((a, b) => missing4(a) - missing4(b) || (nameOf2(a.workload) < nameOf2(b.workload) ? -1 : 1));
  return best === void 0 ? "there is no workload in its namespace" : `the pods of ${nameOf2(best.workload)} have ${labelsText(best.labels)}`;
}

// src/scrape-graph/checks/services.ts
var checkServices = (graph) => {
  const { world, choosers, selecting } = graph;
  return world.ofKind("ServiceMonitor").flatMap((monitor) => {
    if (isLeftOut2(monitor, graph)) {
      return [];
    }
    const isThere2 = namespaceTest(monitor, choosers(monitor));
    const services = servicesOf(monitor, isThere2, world);
    if (services.length === 0) {
      const isMade = lookedAt(monitor, selecting(monitor).map(({ server }) => server)).some((namespace) => world.makersIn(namespace).length > 0);
      if (isMade && !nearestIsElsewhere(monitor, world)) {
        return [];
      }
      return [problem(NO_SERVICE, { monitor: nameOf2(monitor), selector: selectorText(monitor.spec?.selector), hint: nearestService(monitor, isThere2, choosers(monitor), world) }, monitor)];
    }
    const own2 = services.filter((service2) => !isImplied(service2));
    return [...checkPorts2(monitor, services, graph), ...own2.flatMap((service2) => checkPods(monitor, service2, graph))];
  });
};
function isLeftOut2(monitor, { choosers, selecting, isRejected }) {
  return choosers(monitor).length === 0 && (selecting(monitor).length > 0 || isRejected(monitor));
}
function servicesOf({ spec }, isThere2, world) {
  const plain4 = Object.entries(textsOf(spec?.selector?.matchLabels))[0];
  const candidates2 = (plain4 ? world.servicesLabelled(...plain4) : world.ofKind("Service")).filter(({ metadata }) => unmet(spec?.selector, metadata.labels ?? {}).length === 0);
  const there = candidates2.filter(({ metadata }) => isThere2(metadata.namespace));
  return there.length > 0 ? there : candidates2.filter(({ metadata }) => metadata.namespace === void 0);
}
function nearestIsElsewhere(monitor, world) {
  return world.ofKind("Service").some((service2) => unmet(monitor.spec?.selector, service2.metadata.labels ?? {}).length === 0);
}
function checkPorts2(monitor, services, graph) {
  const written = services.filter(isWritten2);
  const made = services.filter((service2) => !isWritten2(service2));
  const endpoints = listOf(monitor.spec?.endpoints).filter((endpoint) => textOf(endpoint?.port) !== "");
  const missing4 = endpoints.filter((endpoint) => made.every((service2) => portsOf(endpoint, service2).length === 0));
  const sets2 = new Map(written.map((service2) => [service2, setsOf(service2, monitor, graph)]));
  return missing4.flatMap(({ port }) => {
    if (written.some((service2) => sets2.get(service2).has(port))) {
      return [];
    }
    if (made.length === 0) {
      return written.flatMap((service2) => isImplied(service2) ? [] : sets2.get(service2).problems(port));
    }
    return made.filter((service2) => !isImplied(service2) || made.length === 1).map((service2) => {
      const there = listOf(service2.spec?.ports).flatMap(({ name }) => name === void 0 ? [] : [shown(name)]);
      const makers = graph.world.makersIn(service2.metadata.namespace);
      return judgedProblem(NO_PORT, { monitor: nameOf2(monitor), port, service: nameOf2(service2), there }, doubtsOf(makers, "a Service with it"), monitor, service2);
    });
  });
}
function doubtsOf(makers, what) {
  return makers.length > 0 ? [`the operator of ${nameOf2(makers[0])} makes ${what}`] : [];
}
function isWritten2({ spec }) {
  return Object.keys(textsOf(spec?.selector)).length === 0 || spec?.type === "ExternalName";
}
function setsOf(service2, monitor, { world, choosers }) {
  const { namespace, name } = service2.metadata;
  const owners = choosers(monitor);
  const flavors = [...new Set((owners.length > 0 ? owners : [{}]).map((each2) => roleOf(each2, monitor)))];
  const of3 = (flavor) => endpointSets(flavor, world, namespace).filter(({ serviceName }) => serviceName === name).flatMap(({ endpoints }) => endpoints);
  const all3 = flavors.flatMap(of3);
  return {
    has: (port) => all3.some(({ portName }) => isNamed(port, portName)),
    problems: (port) => {
      const names2 = [...new Set(all3.map(({ portName }) => portName === "" ? "one without a name" : shown(portName)))];
      const hasSlices = flavors.includes("endpoints") && of3("endpointslice").length > 0;
      const isExternal2 = service2.spec?.type === "ExternalName";
      if (names2.length === 0 && !hasSlices && !isExternal2) {
        return [];
      }
      const none = hasSlices ? 'there are EndpointSlices alone, which "serviceDiscoveryRole: Endpoints" does not read' : "it is an ExternalName, a name in DNS alone: write Endpoints of its name, or use a Probe or a ScrapeConfig";
      const why = names2.length > 0 ? `the ports of its endpoints are ${listed(names2)}, not ${shown(port)}: name that of the endpoints so` : none;
      return [problem(NO_ENDPOINTS, { monitor: nameOf2(monitor), service: nameOf2(service2), why }, monitor, service2)];
    }
  };
}
function checkPods(monitor, service2, { world }) {
  if (isWritten2(service2)) {
    return [];
  }
  const selector3 = textsOf(service2.spec?.selector);
  const pods = world.podsOf(service2).filter((pod2) => !isOver(pod2));
  const makers = world.makersIn(service2.metadata.namespace);
  if (pods.length === 0) {
    const isMade = isMadeElsewhere(service2, world) || makers.length > 0;
    return isMade ? [] : [problem(NO_PODS, { what: `${nameOf2(service2)}, which ${nameOf2(monitor)} scrapes,`, selector: selectorText({ matchLabels: selector3 }), hint: nearestPods(selector3, service2.metadata.namespace, world) }, monitor, service2)];
  }
  const endpoints = listOf(monitor.spec?.endpoints);
  const scraped = [...new Set(endpoints.flatMap((endpoint) => portsOf(endpoint, service2)))];
  const doubts = doubtsOf(makers, "pods with it");
  return [
    ...checkWorkloads(monitor, service2, pods, scraped),
    ...scraped.filter((port) => pods.every((pod2) => numberBehind(port, pod2) === void 0)).map((port) => judgedProblem(NO_TARGET_PORT, {
      service: nameOf2(service2),
      port: String(port.name ?? port.port),
      target: String(port.targetPort),
      ...without2(pods)
    }, doubts, monitor, service2, pods[0].workload)),
    ...endpoints.filter((endpoint) => textOf(endpoint?.port) === "" && endpoint?.targetPort !== void 0 && !pods.some((pod2) => declares(pod2, endpoint.targetPort))).map(({ targetPort }) => judgedProblem(UNDECLARED_PORT, { monitor: nameOf2(monitor), port: String(targetPort), ...without2(pods) }, doubts, monitor, pods[0].workload))
  ];
}
function without2(pods) {
  const names2 = [...new Set(pods.map(({ workload }) => nameOf2(workload)))];
  return { workload: listed(names2, 2), there: [...new Set(pods.flatMap(declared))] };
}
function checkWorkloads(monitor, service2, pods, scraped) {
  const reached2 = pods.filter((pod2) => scraped.some((port) => numberBehind(port, pod2) !== void 0));
  const names2 = reached2.map(({ workload, controller }) => workload.kind === "Pod" && controller ? `${controller.kind} ${workload.metadata.namespace}/${controller.name}` : nameOf2(workload));
  const workloads = [...new Set(names2)].sort();
  const isOne = workloads.length < 2 || workloads.every((name) => name.startsWith("Pod "));
  return isOne ? [] : [problem(TWO_WORKLOADS, { service: nameOf2(service2), workloads }, monitor, service2)];
}
function declares({ ports }, port) {
  return ports.some(({ name, number: number2 }) => typeof port === "number" ? number2 === port : name === port);
}
function declared({ ports }) {
  return ports.map(({ name, number: number2 }) => shown(name === "" ? number2 : name));
}
function isMadeElsewhere({ spec }, world) {
  const selector3 = textsOf(spec?.selector);
  if (selector3["app.kubernetes.io/managed-by"] === "prometheus-operator" || Object.keys(selector3).some((label) => label.startsWith("operator.prometheus.io/"))) {
    return true;
  }
  return Object.entries(SERVERS3).some(([name, kind]) => world.ofKind(kind).length === 0 && (selector3[name] !== void 0 || ["app", "app.kubernetes.io/name"].some((label) => selector3[label] === name)));
}
var SERVERS3 = { prometheus: "Prometheus", alertmanager: "Alertmanager", "thanos-ruler": "ThanosRuler" };
var checkKubeletOwners = ({ world }) => {
  const owners = /* @__PURE__ */ new Map();
  for (const { operator, namespace, name } of kubeletServiceFlags(world.manifests)) {
    add(owners, `Service ${namespace}/${name}`, { text: `${nameOf2(operator)}, by --kubelet-service`, object: operator });
  }
  for (const service2 of world.ofKind("Service")) {
    const isMade = service2.metadata.labels?.["app.kubernetes.io/managed-by"] === "prometheus-operator";
    if (owners.has(nameOf2(service2)) && !isImplied(service2) && !isMade) {
      add(owners, nameOf2(service2), { text: "the manifest itself", object: service2 });
    }
  }
  return [...owners].filter(([, all3]) => all3.length > 1).map(([service2, all3]) => problem(KUBELET_TWICE, { service: service2, owners: all3.map(({ text: text2 }) => text2) }, ...all3.map(({ object }) => object)));
};
function add(map, key, value) {
  map.set(key, [...map.get(key) ?? [], value]);
}

// src/scrape-graph/expressions.ts
function rulesByObject(world) {
  return world.remember("rules", () => new Map(world.ofKind("PrometheusRule").map((object) => [object, rulesIn(object)])));
}
function rulesIn(object) {
  return listOf(object.spec?.groups).flatMap((group) => listOf(group?.rules)).filter((rule2) => typeof rule2?.expr === "string").map((rule2) => {
    const isAlert = rule2.alert !== void 0;
    const name = String(isAlert ? rule2.alert : rule2.record);
    return { object, what: `${isAlert ? "alert" : "record"} ${shown(name)}`, expr: rule2.expr, kind: isAlert ? "alert" : "record", name, labels: rule2.labels ?? {} };
  });
}
var LONGEST7 = 4e6;
function panelsIn(object) {
  const texts3 = object.kind === "ConfigMap" ? Object.entries(object.raw?.data ?? {}).filter(([file]) => file.endsWith(".json")).map(([, text2]) => text2) : [object.spec?.json];
  return texts3.flatMap((text2) => typeof text2 === "string" && text2.length <= LONGEST7 && text2.includes('"panels"') ? panelsOf(object, text2) : []);
}
var parsed3 = /* @__PURE__ */ new Map();
function panelsOf(object, text2) {
  let found = parsed3.get(text2);
  if (!found) {
    found = read4(text2);
    if (parsed3.size >= 500) {
      parsed3.clear();
    }
    parsed3.set(text2, found);
  }
  return found.map(({ title, expr }) => ({ object, what: `panel ${shown(title)}`, expr, kind: "panel", name: title, labels: {} }));
}
function read4(text2) {
  try {
    const dashboard = JSON.parse(text2);
    const below3 = (panel) => [panel, ...listOf(panel?.panels).flatMap(below3)];
    return listOf(dashboard?.panels ?? dashboard?.spec?.panels).flatMap(below3).flatMap((panel) => listOf(panel?.targets).filter((target) => typeof target?.expr === "string").map((target) => ({ title: textOf(panel.title), expr: withoutVariables(target.expr) })));
  } catch {
    return [];
  }
}
function withoutVariables(expr) {
  return expr.replace(/\[\s*\$[\w{}:]+\s*(?=[\]:])/g, "[5m").replace(/\$__(rate_)?interval(_ms)?|\$__range(_s|_ms)?/g, "5m");
}
var asked = /* @__PURE__ */ new Map();
function askedBy(expr) {
  let found = asked.get(expr);
  if (!found) {
    const selectors = selectorsIn(expr).map((matchers) => ({ matchers, metric: matchers.find(({ label, operator }) => label === "__name__" && operator === "=")?.value }));
    found = {
      selectors,
      jobs: selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => label === "job")),
      records: [...new Set(selectors.flatMap(({ metric }) => metric?.includes(":") ? [metric] : []))]
    };
    if (asked.size >= 2e4) {
      asked.clear();
    }
    asked.set(expr, found);
  }
  return found;
}
function placeOf4({ object, what }) {
  return `${nameOf2(object)}, ${what}`;
}

// src/promql/alert-matcher.ts
function readAlertMatcher(text2) {
  if (text2.length > LONGEST8) {
    return void 0;
  }
  const [, quotedLabel, bareLabel, operator, quoted2, bare2] = SHAPE2.exec(text2) ?? [];
  if (operator === void 0) {
    return void 0;
  }
  const label = quotedLabel === void 0 ? bareLabel : goUnquoted(quotedLabel);
  const value = quoted2 === void 0 ? bare2 ?? "" : quotedLabel === void 0 && CLASSIC5.test(bareLabel) ? unquoted(quoted2) : goUnquoted(quoted2);
  return label === void 0 || value === void 0 ? void 0 : { label, operator, value };
}
var CLASSIC5 = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
var LONGEST8 = 4096;
var SHAPE2 = /^\s*(?:"((?:[^"\\]|\\.)+)"|([^\s{}!=~,\\"'`]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s{}!=~,\\"'`]*))\s*$/;
function unquoted(text2) {
  return text2.replace(/\\(["\\n])/g, (_, escaped4) => escaped4 === "n" ? "\n" : escaped4);
}
function goUnquoted(text2) {
  return /^(?:[^\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*$/s.test(text2) ? unquote(`"${text2}"`) : void 0;
}

// src/promql/alert-routes.ts
function receiversFor(route, labels2) {
  return [...new Set(below2(route, labels2, ""))];
}
function below2({ receiver: own2, routes }, labels2, inherited) {
  const receiver = own2 ?? inherited;
  const found = [];
  for (const child of routes) {
    if (!child.matchers.every((matcher) => isFulfilled(matcher, Object.hasOwn(labels2, matcher.label) ? labels2[matcher.label] : ""))) {
      continue;
    }
    found.push(...below2(child, labels2, receiver));
    if (!child.continues) {
      break;
    }
  }
  return found.length > 0 ? found : [receiver];
}
function isFulfilled(matcher, value) {
  const isPattern = matcher.operator === "=~" || matcher.operator === "!~";
  return matches2(isPattern ? { ...matcher, value: `(?-s:${matcher.value})` } : matcher, value) === true;
}

// src/scrape-graph/routes.ts
function routingOf(alertmanager, { world, choosers }) {
  const { spec, metadata: { namespace } } = alertmanager;
  const globalName = textOf(spec?.alertmanagerConfiguration?.name);
  const global = globalName === "" ? void 0 : world.named("AlertmanagerConfig", namespace, globalName);
  const base = globalName === "" ? ofSecret(world.named("Secret", namespace, textOf(spec?.configSecret, `alertmanager-${alertmanager.metadata.name}`))) : global && ofConfig(global);
  if (!base) {
    return void 0;
  }
  const chosen = world.ofKind("AlertmanagerConfig").filter((config) => config !== global && choosers(config).includes(alertmanager)).sort((a, b) => prefixOf(a) < prefixOf(b) ? -1 : 1).map((config) => ({ config, own: ofConfig(config) }));
  const routes = chosen.flatMap(({ config, own: own2 }) => own2 ? [{ ...own2.route, continues: true, matchers: [...own2.route.matchers, ...enforced2(config, alertmanager)] }] : []);
  return {
    route: { ...base.route, routes: [...routes, ...base.route.routes] },
    receivers: new Map([...base.receivers, ...chosen.flatMap(({ own: own2 }) => [...own2?.receivers ?? []])]),
    isShared: routes.length > 0
  };
}
function receiversFor2({ route }, labels2) {
  return receiversFor(route, labels2);
}
function ofSecret(secret) {
  const plain4 = secret?.raw?.stringData?.["alertmanager.yaml"];
  const text2 = typeof plain4 === "string" ? plain4 : Buffer.from(textOf(secret?.raw?.data?.["alertmanager.yaml"]), "base64").toString("utf8");
  const read5 = secret && text2 !== "" ? parseDocuments(text2) : void 0;
  if (!read5 || !("documents" in read5)) {
    return void 0;
  }
  const [config] = read5.documents;
  if (typeof config?.route !== "object" || config.route === null) {
    return void 0;
  }
  return { route: fromFile(config.route), receivers: receiversIn(config.receivers, "_configs", "") };
}
function receiversIn(receivers, suffix, prefix) {
  const sends = (receiver) => Object.entries(receiver ?? {}).filter(([field, list]) => field.toLowerCase().endsWith(suffix) && listOf(list).length > 0).length;
  return new Map(listOf(receivers).map((receiver) => [`${prefix}${textOf(receiver?.name)}`, sends(receiver)]));
}
function fromFile(route) {
  const old = [
    ...Object.entries(textsOf(route?.match)).map(([label, value]) => ({ label, operator: "=", value })),
    ...Object.entries(textsOf(route?.match_re)).map(([label, value]) => ({ label, operator: "=~", value }))
  ];
  return {
    receiver: textOf(route?.receiver) || void 0,
    matchers: [...old, ...listOf(route?.matchers).flatMap((text2) => readAlertMatcher(String(text2).trim().replace(/^\{|\}$/g, "")) ?? [])],
    continues: route?.continue === true,
    routes: listOf(route?.routes).map(fromFile)
  };
}
function prefixOf({ metadata: { namespace, name } }) {
  return `${namespace ?? ""}/${name}/`;
}
function ofConfig(config) {
  const prefix = prefixOf(config);
  const { route, receivers } = config.spec ?? {};
  return typeof route === "object" && route !== null ? { route: fromResource(route, prefix), receivers: receiversIn(receivers, "configs", prefix) } : void 0;
}
var OPERATORS5 = ["=", "!=", "=~", "!~"];
function fromResource(route, prefix) {
  const receiver = textOf(route?.receiver);
  return {
    receiver: receiver === "" ? void 0 : `${prefix}${receiver}`,
    matchers: listOf(route?.matchers).map(({ name, value, matchType, regex }) => ({ label: textOf(name), operator: OPERATORS5.includes(matchType) ? matchType : regex === true ? "=~" : "=", value: textOf(value) })),
    continues: route?.continue === true,
    routes: listOf(route?.routes).map((child) => fromResource(child, prefix))
  };
}
function enforced2({ metadata: { namespace = "" } }, { spec, metadata }) {
  const type = spec?.alertmanagerConfigMatcherStrategy?.type;
  const isFree = type === "None" || type === "OnNamespaceExceptForAlertmanagerNamespace" && namespace === metadata.namespace;
  return isFree ? [] : [{ label: "namespace", operator: "=", value: namespace }];
}

// src/scrape-graph/checks/alerting.ts
function alertPaths(graph) {
  const { world, prometheuses, choosers } = graph;
  const rules = [...rulesByObject(world)].map(([object, all3]) => ({ object, alerts: all3.filter(({ kind }) => kind === "alert") })).filter(({ alerts }) => alerts.length > 0);
  return prometheuses.filter(({ kind }) => kind === "Prometheus").map((prometheus) => ({
    prometheus,
    alertmanagers: [...new Set(listOf(prometheus.spec?.alerting?.alertmanagers).flatMap((each2) => reached(prometheus, each2, graph)))],
    alerts: rules.filter(({ object }) => choosers(object).includes(prometheus)).flatMap(({ alerts }) => alerts)
  })).filter(({ alerts }) => alerts.length > 0);
}
var checkAlerting = (graph) => [...checkShared(graph), ...checkPaths(graph)];
function checkShared({ world }) {
  const alertmanagers = world.ofKind("Alertmanager");
  return alertmanagers.flatMap((owner) => {
    const config = world.named("AlertmanagerConfig", owner.metadata.namespace, textOf(owner.spec?.alertmanagerConfiguration?.name));
    const others2 = config ? alertmanagers.filter((each2) => each2 !== owner && whyNotSelected(each2, config, "alertmanagerConfig", world.namespaces) === void 0) : [];
    return others2.length > 0 ? [problem(ROUTING_SHARED, { config: nameOf2(config), owner: nameOf2(owner), others: others2.map(nameOf2) }, config, owner)] : [];
  });
}
function checkPaths(graph) {
  return alertPaths(graph).flatMap(({ prometheus, alertmanagers, alerts }) => {
    const { alerting, additionalAlertManagerConfigs } = prometheus.spec ?? {};
    const named2 = listOf(alerting?.alertmanagers);
    if (named2.length === 0 && additionalAlertManagerConfigs === void 0) {
      return [problem(ALERTS_NOWHERE, { prometheus: nameOf2(prometheus), count: alerts.length }, prometheus)];
    }
    const routed = alertmanagers.map((alertmanager) => ({ alertmanager, routing: routingOf(alertmanager, graph) }));
    return [
      ...named2.flatMap((each2) => checkReference(prometheus, each2 ?? {}, graph)),
      ...routed.flatMap(({ alertmanager, routing }) => routing ? checkRouting(alertmanager, routing, alerts, prometheus) : [])
    ];
  });
}
function checkReference(prometheus, reference, graph) {
  const { world } = graph;
  const { where: where2, service: service2 } = serviceOf(prometheus, reference, world);
  const said = { prometheus: nameOf2(prometheus), service: `Service ${where2 === void 0 ? "" : `${where2}/`}${textOf(reference.name)}` };
  if (!service2) {
    const isKnown = world.knownNamespaces.includes(where2) && world.makersIn(where2).length === 0;
    return isKnown ? [problem(NO_ALERTMANAGER, { ...said, why: "there is none" }, prometheus)] : [];
  }
  const why = whyNotReached(prometheus, reference, service2, world);
  return why === void 0 ? [] : [problem(NO_ALERTMANAGER, { ...said, why }, prometheus, service2)];
}
function serviceOf(prometheus, { namespace, name }, world) {
  const where2 = textOf(namespace) || prometheus.metadata.namespace;
  return { where: where2, service: world.perhaps("Service", where2, textOf(name)) };
}
function reached(prometheus, reference, { world }) {
  const { service: service2 } = serviceOf(prometheus, reference ?? {}, world);
  return service2 && whyNotReached(prometheus, reference, service2, world) === void 0 ? alertmanagersOf(service2, world).map(({ alertmanager }) => alertmanager) : [];
}
function alertmanagersOf(service2, world) {
  return world.podsOf(service2).flatMap((pod2) => world.ofKind("Alertmanager").filter(({ metadata }) => metadata.namespace === pod2.workload.metadata.namespace && pod2.workload.metadata.name === `alertmanager-${metadata.name}`).map((alertmanager) => ({ alertmanager, pod: pod2 })));
}
function whyNotReached(prometheus, reference, service2, world) {
  const pods = world.podsOf(service2);
  return whyNoPort(reference, service2, pods, world) ?? whyOtherPrefix(reference, service2, world) ?? whyDenied(prometheus, service2, reference, world);
}
function whyNoPort({ port }, service2, pods, world) {
  if (typeof port === "number") {
    const isThere2 = pods.length === 0 || pods.some(({ ports }) => ports.some(({ number: number2 }) => number2 === port));
    return isThere2 ? void 0 : `no pod of it declares the port ${port}, and a number is compared with the ports of pods: use the name of the port`;
  }
  if (isWritten2(service2)) {
    const sets2 = endpointSets("endpoints", world, service2.metadata.namespace).filter(({ serviceName }) => serviceName === service2.metadata.name).flatMap(({ endpoints }) => endpoints);
    return sets2.length === 0 || sets2.some(({ portName }) => portName === port) ? void 0 : `its endpoints have no port ${JSON.stringify(port)}`;
  }
  return listOf(service2.spec?.ports).some((each2) => each2?.name === port) ? void 0 : `it has no port ${JSON.stringify(port)}`;
}
function whyOtherPrefix({ pathPrefix }, service2, world) {
  const asked2 = prefixOf2(pathPrefix);
  const other = alertmanagersOf(service2, world).find(({ alertmanager }) => prefixOf2(alertmanager.spec?.routePrefix) !== asked2);
  if (!other) {
    return void 0;
  }
  const there = prefixOf2(other.alertmanager.spec?.routePrefix);
  return `${nameOf2(other.alertmanager)} listens below ${JSON.stringify(there)}, its "routePrefix", and alerts go to ${JSON.stringify(asked2)}: set "pathPrefix: ${there}"`;
}
function prefixOf2(prefix) {
  return `/${textOf(prefix).replace(/^\/+|\/+$/g, "")}`;
}
function whyDenied(prometheus, service2, { port }, world) {
  const source = podOf2(prometheus, world);
  if (!source || isOnHostNetwork(source) || world.ofKind("NetworkPolicy").length === 0) {
    return void 0;
  }
  for (const { pod: pod2 } of alertmanagersOf(service2, world)) {
    const named2 = typeof port === "number" ? port : listOf(service2.spec?.ports).filter((each2) => each2?.name === port).map((each2) => numberBehind(each2, pod2))[0];
    const place = { address: `${pod2.ip}:${named2 ?? ""}`, pod: pod2 };
    const denying = [...deniedAt(pod2, "Ingress", source, place, world), ...deniedAt(source, "Egress", pod2, place, world)];
    if (denying.length > 0) {
      return `${listed(denying.map(nameOf2))} let it not through to ${nameOf2(pod2.workload)}`;
    }
  }
  return void 0;
}
var FOR_NOBODY = /^(Watchdog|InfoInhibitor|DeadMansSwitch)$/;
function checkRouting(alertmanager, routing, alerts, prometheus) {
  const external = textsOf(prometheus.spec?.externalLabels);
  const unheard = /* @__PURE__ */ new Map();
  for (const { name, labels: labels2 } of alerts) {
    const known6 = Object.fromEntries(Object.entries({ ...external, ...labels2, alertname: name }).filter(([, value]) => typeof value === "string" && !value.includes("{{")));
    const receivers = receiversFor2(routing, known6);
    const isHeard = receivers.some((receiver) => !routing.receivers.has(receiver) || routing.receivers.get(receiver) > 0);
    if (!isHeard && !routing.isShared && !FOR_NOBODY.test(name) && known6.severity !== "none" && known6.severity !== "info") {
      unheard.set(receivers[0], [...unheard.get(receivers[0]) ?? [], name]);
    }
  }
  return [...unheard].map(([receiver, names2]) => problem(SILENT_RECEIVER, { alertmanager: nameOf2(alertmanager), receiver, alerts: [...new Set(names2)].sort() }, alertmanager));
}

// src/scrape-graph/checks/droppers.ts
var OWN2 = /^(up|scrape_.*|ALERTS(_FOR_STATE)?)$/;
var OF_SERIES = /* @__PURE__ */ new Set(["namespace", "pod", "container", "service", "node", "endpoint", "instance"]);
var Droppers = class {
  constructor(edges) {
    this.edges = edges;
    const lists = /* @__PURE__ */ new Map();
    for (const edge of edges) {
      for (const job of new Set(edge.targets.flatMap(({ labels: labels2 }) => labels2?.job ?? []))) {
        this.byJob.set(job, [...this.byJob.get(job) ?? [], edge]);
      }
      const list = edge.job.metricRelabelings.length === 0 ? "" : JSON.stringify(edge.job.metricRelabelings);
      this.listOf.set(edge, list);
      if (edge.job.metricRelabelings.some(isByName)) {
        lists.set(list, edge.job);
      }
    }
    this.lists = [...lists].map(([list, job]) => ({ list, job }));
  }
  edges;
  byJob = /* @__PURE__ */ new Map();
  lists;
  listOf = /* @__PURE__ */ new Map();
  verdicts = /* @__PURE__ */ new Map();
  /** A metric that everything drops which could have it. */
  find({ matchers, metric }) {
    if (metric === void 0 || metric.includes(":") || OWN2.test(metric)) {
      return void 0;
    }
    if (!this.lists.some(({ list, job: job2 }) => this.droppedBy(list, job2, metric) >= 0)) {
      return void 0;
    }
    const job = matchers.find(({ label, operator }) => label === "job" && operator === "=")?.value;
    const candidates2 = (job === void 0 ? this.edges : this.byJob.get(job) ?? []).filter(({ job: { honorLabels }, targets }) => targets.some(({ labels: labels2 }) => labels2 && matchers.every((matcher) => honorLabels && OF_SERIES.has(matcher.label) || couldFulfil(matcher, labels2[matcher.label]))));
    const steps = candidates2.map((edge) => this.droppedBy(this.listOf.get(edge), edge.job, metric));
    if (candidates2.length === 0 || steps.some((step) => step < 0)) {
      return void 0;
    }
    const by = candidates2.map(({ job: { monitor, metricRelabelings } }, at) => `${nameOf2(monitor)}, ${JSON.stringify(metricRelabelings[steps[at]])}`);
    return { metric, by: [...new Set(by)].sort(), edges: candidates2 };
  }
  /** The step that surely drops the metric; -1 where none does. What looks at labels of series is not known here. */
  droppedBy(list, { metricRelabelings }, metric) {
    if (list === "" || metricRelabelings.some(mayRename)) {
      return -1;
    }
    const key = `${metric} ${list}`;
    let step = this.verdicts.get(key);
    if (step === void 0) {
      const all3 = metricRelabelings.map((each2, at) => ({ each: each2, at })).filter(({ each: each2 }) => isByName(each2));
      const { droppedBy } = relabelTraced({ __name__: metric }, all3.map(({ each: each2 }) => each2));
      step = droppedBy < 0 ? -1 : all3[droppedBy].at;
      this.verdicts.set(key, step);
    }
    return step;
  }
};
function mayRename({ action = "replace", targetLabel = "", replacement = "" }) {
  const name = action.toLowerCase();
  return name === "labelmap" ? replacement.includes("__name__") : !["keep", "drop"].includes(name) && /__name__|\$/.test(targetLabel);
}
function isByName({ action = "replace", sourceLabels = [] }) {
  return ["keep", "drop"].includes(action.toLowerCase()) && sourceLabels.length === 1 && sourceLabels[0] === "__name__";
}
function couldFulfil(matcher, value) {
  return value === void 0 || matcher.label === "__name__" || matcher.value.includes("$") || matches2(matcher, value) !== false;
}

// src/validation/silence.ts
var PREFIX = "cdk8s-prometheus/silence-";
var SHORT = "scrape-graph/";
function silenceAnnotation(id) {
  return `${PREFIX}${id.startsWith(SHORT) ? id.slice(SHORT.length) : id.replace("/", "-")}`;
}
var FORMER = {
  "operator/left-out": ["scrape-graph/refused", "scrape-graph/no-receiver"],
  "operator/rejected": ["scrape-graph/no-receiver"],
  "operator/reload": ["scrape-graph/no-receiver"]
};
function isFormerRule(id) {
  return Object.values(FORMER).some((ids) => ids.includes(id));
}
function silenceReason(annotations, id) {
  if (typeof annotations !== "object" || annotations === null) {
    return void 0;
  }
  const ids = Object.hasOwn(FORMER, id) ? [id, ...FORMER[id]] : [id];
  return ids.map((each2) => reasonIn(annotations, silenceAnnotation(each2))).find((reason) => reason !== void 0);
}
function reasonIn(annotations, name) {
  const reason = Object.hasOwn(annotations, name) ? annotations[name] : void 0;
  return typeof reason === "string" ? reason.trim() || void 0 : void 0;
}

// src/scrape-graph/silence.ts
var ROWS4 = [rules_exports, rules_exports5, rules_exports2, rules_exports3, rules_exports4].flatMap((rules) => Object.values(rules));
var ALL2 = new Map(ROWS4.map(({ id, why }) => [id, why]));
var RULE_IDS = {
  similarTo: (id) => similarTo(id, ALL2.keys()),
  isOne: (id) => ALL2.has(id) || isFormerRule(id),
  why: (id) => ALL2.get(id) ?? "",
  /** `cdk8s-prometheus/silence-no-pods` */
  annotation: silenceAnnotation,
  /** Why a rule is silent at an object; undefined if it is not. An empty reason is none. */
  reason: ({ metadata }, id) => silenceReason(metadata.annotations, id)
};

// src/scrape-graph/checks/expressions.ts
function expressionsIn({ world }) {
  return [...[...rulesByObject(world).values()].flat(), ...["ConfigMap", "GrafanaDashboard"].flatMap((kind) => world.ofKind(kind).flatMap(panelsIn))];
}
var checkExpressions = (graph) => {
  const expressions = expressionsIn(graph).filter(({ object }) => !graph.isRejected(object));
  if (expressions.length === 0 || graph.prometheuses.length === 0 && graph.edges.length === 0) {
    return [];
  }
  const causes = new Causes();
  const all3 = seriesOf2(graph, expressions);
  const known6 = /* @__PURE__ */ new Map();
  for (const expression of expressions) {
    for (const series of evaluatedBy(expression, graph).map((prometheus) => {
      if (!prometheus) {
        return all3;
      }
      const own2 = known6.get(prometheus) ?? seriesOf2(graph, expressions, prometheus);
      known6.set(prometheus, own2);
      return own2;
    })) {
      check2(expression, series, causes, graph);
    }
  }
  return causes.problems();
};
function evaluatedBy({ object }, { prometheuses, choosers }) {
  const own2 = choosers(object);
  return prometheuses.length < 2 || own2.length === 0 || own2.some(({ kind }) => kind !== "Prometheus") ? [void 0] : own2;
}
function seriesOf2(graph, expressions, prometheus) {
  const isOwn = (other) => prometheus === void 0 || other === prometheus;
  const edges = graph.edges.filter((edge) => isOwn(edge.prometheus));
  const jobs = graph.jobs.filter((each2) => isOwn(each2.prometheus));
  const part = { prometheuses: prometheus ? [prometheus] : graph.prometheuses, edges, jobs };
  const isComplete = isClosed(part);
  const withTargets = new Set(edges.map(({ job }) => job.monitor));
  const hasAll = isComplete && jobs.every(({ job }) => withTargets.has(job.monitor));
  const recorded = expressions.filter(({ kind, object }) => kind === "record" && (prometheus === void 0 || graph.choosers(object).includes(prometheus)));
  return {
    ...prometheus && { prometheus },
    jobs: hasAll ? new Set(edges.flatMap((edge) => keptOf(edge).flatMap(({ labels: labels2 }) => labels2.job ?? []))) : void 0,
    records: isComplete ? new Set(recorded.map(({ name }) => name)) : void 0,
    dropping: new Droppers(edges)
  };
}
function check2(expression, { prometheus, jobs, records, dropping }, causes, graph) {
  const { selectors, jobs: matchers, records: series } = askedBy(expression.expr);
  const by = prometheus && nameOf2(prometheus);
  for (const { operator, value } of jobs === void 0 || jobs.size === 0 && by === void 0 ? [] : matchers) {
    if (operator !== "=" || value === "" || jobs.has(value) || value.includes("$")) {
      continue;
    }
    causes.add(`job ${by} ${value}`, expression, UNKNOWN_JOB, (where2) => ({ where: where2, job: value, similar: namesLike(value, [...jobs]), ...by !== void 0 && { by } }));
  }
  for (const name of records === void 0 ? [] : series.filter((each2) => !records.has(each2))) {
    causes.addSeries(name, expression, records, by);
  }
  for (const selected of selectors) {
    const dropped = dropping.find(selected);
    if (!dropped) {
      continue;
    }
    causes.add(`dropped ${dropped.metric} ${dropped.by.join()}`, expression, METRIC_DROPPED, (where2) => ({ where: where2, metric: dropped.metric, by: dropped.by }), dropped.edges.map(({ job }) => job.monitor));
  }
  if (expression.kind === "panel") {
    return;
  }
  for (const server of prometheus ? [prometheus] : graph.choosers(expression.object)) {
    if (isSurelyChosen(graph, server, expression.object)) {
      checkNamespace(expression, server, causes);
    }
  }
}
function checkNamespace(expression, prometheus, causes) {
  const { enforcedNamespaceLabel: label, excludedFromEnforcement } = prometheus.spec ?? {};
  const { namespace, name } = expression.object.metadata;
  if (typeof label !== "string" || label === "" || namespace === void 0) {
    return;
  }
  const isExcepted = listOf(excludedFromEnforcement).some((each2) => each2?.namespace === namespace && each2?.resource === "prometheusrules" && [void 0, "", name].includes(each2?.name));
  if (isExcepted) {
    return;
  }
  for (const asked2 of askedBy(expression.expr).selectors.flatMap(({ matchers }) => matchers).filter((matcher) => matcher.label === label && matcher.operator === "=" && matcher.value !== namespace)) {
    causes.add(
      `namespace ${nameOf2(prometheus)} ${asked2.value} ${namespace}`,
      expression,
      OTHER_NAMESPACE_ASKED,
      (where2) => ({ where: where2, label, asked: asked2.value, prometheus: nameOf2(prometheus), own: namespace })
    );
  }
}
var Causes = class {
  missing = /* @__PURE__ */ new Map();
  found = /* @__PURE__ */ new Map();
  add(cause, expression, row13, argsOf, others2 = []) {
    const key = `${cause} ${RULE_IDS.reason(expression.object, row13.id) ?? ""}`;
    const known6 = this.found.get(key) ?? { places: /* @__PURE__ */ new Set(), objects: /* @__PURE__ */ new Set(), make: (where2, objects) => problem(row13, argsOf(where2), ...objects) };
    this.found.set(key, known6);
    known6.places.add(placeOf4(expression));
    for (const object of [expression.object, ...others2]) {
      known6.objects.add(object);
    }
  }
  /** Of several series that the same objects ask for, a mixin that is not here, one line tells. */
  addSeries(name, expression, records, by) {
    const key = `${by} ${name} ${RULE_IDS.reason(expression.object, UNKNOWN_RECORD.id) ?? ""}`;
    const known6 = this.missing.get(key) ?? { name, by, records, expressions: [] };
    this.missing.set(key, known6);
    known6.expressions.push(expression);
  }
  joinSeries() {
    const groups = /* @__PURE__ */ new Map();
    for (const each2 of this.missing.values()) {
      append(groups, `${each2.by} ${[...new Set(each2.expressions.map(({ object }) => nameOf2(object)))].sort().join()}`, each2);
    }
    for (const [key, all3] of groups) {
      const names2 = all3.map(({ name }) => name).sort();
      const { by, records } = all3[0];
      const similar = names2.length === 1 ? namesLike(names2[0], [...records]) : [];
      for (const expression of all3.flatMap(({ expressions }) => expressions)) {
        this.add(`record ${key}`, expression, UNKNOWN_RECORD, (where2) => ({ where: where2, series: listed(names2.map((name) => shown(name)), 3), similar, ...by !== void 0 && { by } }));
      }
    }
  }
  problems() {
    this.joinSeries();
    return [...this.found.values()].map(({ places: places2, objects, make }) => {
      const [first, ...rest] = [...places2].sort();
      return make(rest.length === 0 ? first : `${first} (and ${rest.length} more ${rest.length === 1 ? "place" : "places"})`, [...objects]);
    });
  }
};
function isClosed({ prometheuses, edges, jobs }) {
  return !prometheuses.some(({ spec }) => spec?.additionalScrapeConfigs !== void 0 || listOf(spec?.remoteRead).length > 0 || spec?.enableRemoteWriteReceiver === true) && !edges.some(({ job }) => job.honorLabels && job.path.endsWith("/federate")) && !jobs.some(({ job }) => job.path.endsWith("/federate") || job.discoveries.some(({ kind }) => kind === "elsewhere"));
}
function namesLike(name, all3) {
  const start = name.replace(/[^:]*$/, "");
  const near = new Set(similarTo(name, all3));
  return all3.filter((each2) => near.has(each2) || each2.includes(name) || name.includes(each2) || start.length > 1 && each2.replace(/[^:]*$/, "") === start).sort().slice(0, 3).map((each2) => shown(each2));
}

// src/scrape-graph/checks/dashboards.ts
var checkBoards = ({ world }) => {
  const sidecars = sidecarsIn(world);
  if (sidecars.length === 0) {
    return [];
  }
  return world.ofKind("ConfigMap").flatMap((board) => {
    const labels2 = board.metadata.labels ?? {};
    const [first] = sidecars.filter(({ label }) => labels2[label] !== void 0);
    if (!first || sidecars.some((each2) => reads(each2, board))) {
      return [];
    }
    const isLabelled = first.value === "" || labels2[first.label] === first.value;
    const why = isLabelled ? `it reads namespace ${(first.namespaces ?? []).join(", ")} alone` : `it wants ${first.label}=${first.value}, and the labels are ${labelsText(labels2)}`;
    return [problem(BOARD_NOT_READ, { board: nameOf2(board), sidecar: nameOf2(first.workload), why }, board)];
  });
};
function reads({ label, value, namespaces }, { metadata: { labels: labels2 = {}, namespace } }) {
  return labels2[label] !== void 0 && (value === "" || labels2[label] === value) && (namespace === void 0 || namespaces === void 0 || namespaces.includes(namespace));
}
function sidecarsIn(world) {
  return world.manifests.flatMap((workload) => [...listOf(podSpecOf(workload)?.containers), ...listOf(podSpecOf(workload)?.initContainers)].flatMap((container) => {
    if (!/(^|\/)k8s-sidecar(:|@|$)/.test(textOf(container?.image))) {
      return [];
    }
    const env = new Map(listOf(container.env).map((each2) => [String(each2?.name), each2?.value]));
    const [label, value, resource, where2] = ["LABEL", "LABEL_VALUE", "RESOURCE", "NAMESPACE"].map((name) => textOf(env.get(name)));
    if (label === "" || resource === "secret" || workload.metadata.namespace === void 0) {
      return [];
    }
    const namespaces = where2 === "ALL" ? void 0 : where2 === "" ? [workload.metadata.namespace] : where2.split(",").map((name) => name.trim());
    return [{ workload, label, value, namespaces }];
  }));
}

// src/scrape-graph/checks/no-target.ts
function checkTargets(graph, found) {
  const explained = new Set(found.flatMap(({ objects }) => objects));
  const scraped = new Set(graph.edges.filter((edge) => edge.prometheus && keptOf(edge).length > 0).map(keyOf2));
  const jobs = /* @__PURE__ */ new Map();
  for (const { prometheus, job } of graph.jobs) {
    if (!prometheus) {
      continue;
    }
    const key = keyOf2({ prometheus, job });
    const all3 = jobs.get(key) ?? { prometheus, monitor: job.monitor, jobs: [] };
    jobs.set(key, all3);
    all3.jobs.push(job);
  }
  const silent = [...jobs].filter(([key, { monitor }]) => !scraped.has(key) && !explained.has(monitor)).map(([, each2]) => each2);
  return silent.flatMap(({ prometheus, monitor, jobs: own2 }) => {
    const why = own2.some((job) => unknownDiscoveries(job).length > 0) || mayBeElsewhere(monitor, own2, graph) ? void 0 : reasonOf2(own2, prometheus, graph);
    return why === void 0 ? [] : [problem(NO_TARGET, { monitor: nameOf2(monitor), prometheus: nameOf2(prometheus), why }, monitor)];
  });
}
function keyOf2({ prometheus, job: { monitor } }) {
  return `${nameOf2(prometheus)} ${nameOf2(monitor)}`;
}
function mayBeElsewhere({ kind }, jobs, { world }) {
  return jobs.flatMap(({ discoveries }) => discoveries).some((discovery) => discovery.kind === "kubernetes" && (discovery.role === "node" && world.ofKind("Node").length === 0 || (discovery.namespaces ?? [void 0]).some((namespace) => world.makersIn(namespace).length > 0) || kind === "ScrapeConfig" && discovery.namespaces === void 0));
}
function reasonOf2(jobs, prometheus, { world }) {
  if (jobs.length === 0) {
    return "it has no endpoints";
  }
  const targets = jobs.flatMap((job) => targetsOf(job, prometheus, world, { all: true }));
  const discovered = jobs.flatMap((job) => job.discoveries.flatMap((discovery) => discover(discovery, world))).length;
  if (targets.length === 0) {
    return discovered === 0 ? `nothing is discovered${whereOf(jobs)}` : "no target is left";
  }
  const furthest = targets.reduce((best, each2) => rank(each2) > rank(best) ? each2 : best);
  if (furthest.droppedBy < 0) {
    return `the address is ${JSON.stringify(furthest.address)}`;
  }
  const step = furthest.job.relabelings[furthest.droppedBy];
  return `of ${targets.length} discovered ${targets.length === 1 ? "target" : "targets"} none passes ${JSON.stringify(step)}`;
}
function rank({ droppedBy }) {
  return droppedBy < 0 ? Infinity : droppedBy;
}
function whereOf(jobs) {
  const names2 = jobs.flatMap(({ discoveries }) => discoveries.flatMap((each2) => each2.kind === "kubernetes" ? each2.namespaces ?? [] : []));
  return names2.length === 0 ? "" : ` in namespace ${listed([...new Set(names2)], 3)}`;
}

// src/scrape-graph/checks/sizes.ts
var BINARY2 = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
var LETTERS2 = ["K", "M", "G", "T", "P", "E"];
function bytesOf2(size2) {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(String(size2 ?? "")) ?? [];
  if (digits === void 0) {
    return void 0;
  }
  const isOfPrometheus = unit.endsWith("B");
  const name = unit.replace(/i?B$/, "");
  const power = BINARY2.indexOf(unit) >= 0 ? BINARY2.indexOf(unit) + 1 : LETTERS2.indexOf(name.toUpperCase()) + 1;
  if (power === 0 && name !== "") {
    return void 0;
  }
  const base = isOfPrometheus || BINARY2.includes(unit) ? 1024 : 1e3;
  return Number(digits) * base ** power;
}

// src/scrape-graph/checks/own-servers.ts
var KINDS2 = { "prometheus": "Prometheus", "prom-agent": "PrometheusAgent", "alertmanager": "Alertmanager", "thanos-ruler": "ThanosRuler" };
var checkRoutePrefix = ({ edges, world }) => {
  const found = edges.flatMap((edge) => {
    const server = serverOf2(edge, (name) => Object.entries(KINDS2).flatMap(([prefix2, kind]) => name.startsWith(`${prefix2}-`) ? world.named(kind, edge.workload?.metadata.namespace, name.slice(prefix2.length + 1)) ?? [] : [])[0]);
    const [target] = keptOf(edge);
    if (!server || !target) {
      return [];
    }
    const prefix = prefixOf2(server.spec?.routePrefix);
    const isBelow3 = target.path === prefix || target.path.startsWith(prefix === "/" ? "/" : `${prefix}/`);
    return isBelow3 ? [] : [problem(ROUTE_PREFIX, { monitor: nameOf2(edge.job.monitor), path: target.path, server: nameOf2(server), prefix }, edge.job.monitor, server)];
  });
  return found;
};
function serverOf2({ workload, port }, find) {
  const server = workload?.kind === "StatefulSet" ? find(workload.metadata.name) : void 0;
  return server && port === textOf(server.spec?.portName, "web") ? server : void 0;
}
var checkRetention = ({ world }) => world.ofKind("Prometheus").flatMap((prometheus) => {
  const { retentionSize, storage: storage2 } = prometheus.spec ?? {};
  const claim = storage2?.volumeClaimTemplate?.spec?.resources?.requests?.storage;
  const [kept, there] = [bytesOf2(retentionSize), bytesOf2(claim)];
  return kept === void 0 || there === void 0 || kept <= there ? [] : [problem(RETENTION_TOO_LARGE, { prometheus: nameOf2(prometheus), retention: String(retentionSize), claim: String(claim) }, prometheus)];
});

// src/scrape-graph/checks/permissions.ts
var core = (resource) => ({ group: "", resource });
var NEEDS2 = {
  endpoints: [core("endpoints"), core("pods"), core("services")],
  endpointslice: [{ group: "discovery.k8s.io", resource: "endpointslices" }, core("pods"), core("services")],
  pod: [core("pods")],
  service: [core("services")],
  node: [core("nodes")],
  ingress: [{ group: "networking.k8s.io", resource: "ingresses" }]
};
function needsOf(prometheus, { jobs }) {
  const needs2 = /* @__PURE__ */ new Map();
  for (const { prometheus: own2, job } of jobs) {
    if (own2 !== prometheus) {
      continue;
    }
    for (const discovery of job.discoveries) {
      for (const { namespace, group, resource } of discovery.kind === "kubernetes" ? neededBy(discovery) : []) {
        const key = `${namespace ?? "*"} ${resource}`;
        const need = needs2.get(key) ?? { namespace, group, resource, monitors: [] };
        needs2.set(key, need);
        if (!need.monitors.includes(job.monitor)) {
          need.monitors.push(job.monitor);
        }
      }
    }
  }
  return [...needs2.values()];
}
function neededBy({ role, namespaces, withNode }) {
  const where2 = role === "node" ? [void 0] : namespaces ?? [void 0];
  return [...where2.flatMap((namespace) => (NEEDS2[role] ?? []).map((each2) => ({ ...each2, namespace }))), ...withNode ? [{ ...core("nodes"), namespace: void 0 }] : []];
}
var checkPermissions = ({ world, prometheuses, jobs }) => prometheuses.flatMap((prometheus) => {
  const account = { name: textOf(prometheus.spec?.serviceAccountName, "default"), namespace: prometheus.metadata.namespace };
  const needs2 = needsOf(prometheus, { jobs });
  const granted = grantsOf(account, world);
  const who = `ServiceAccount ${account.namespace === void 0 ? "" : `${account.namespace}/`}${account.name} of ${nameOf2(prometheus)}`;
  const missing4 = needs2.flatMap((need) => {
    const verbs = ["list", "watch"].filter((verb) => !granted.some((grant) => isGranted(grant, verb, need)));
    return verbs.length === 0 ? [] : [{ ...need, verbs }];
  });
  const places2 = /* @__PURE__ */ new Map();
  for (const each2 of missing4) {
    places2.set(each2.namespace ?? "", [...places2.get(each2.namespace ?? "") ?? [], each2]);
  }
  return [...places2].map(([namespace, all3]) => problem(NO_PERMISSION, {
    who,
    verbs: [...new Set(all3.flatMap(({ verbs }) => verbs))].sort(),
    resources: all3.map(({ resource }) => resource).sort(),
    where: namespace === "" ? "in all namespaces" : `in namespace ${namespace}`,
    monitors: [...new Set(all3.flatMap(({ monitors }) => monitors.map(nameOf2)))].sort(),
    hasNone: granted.length === 0
  }, prometheus, ...all3.flatMap(({ monitors }) => monitors)));
});
function isGranted({ namespace, rules }, verb, need) {
  if (namespace !== void 0 && namespace !== need.namespace) {
    return false;
  }
  const has2 = (values, wanted) => listOf(values).some((value) => value === wanted || value === "*");
  return rules === void 0 || rules.some((rule2) => has2(rule2?.verbs, verb) && has2(rule2?.apiGroups, need.group) && has2(rule2?.resources, need.resource) && listOf(rule2?.resourceNames).length === 0);
}
function grantsOf(account, world) {
  const groups = ["system:authenticated", "system:serviceaccounts", `system:serviceaccounts:${account.namespace}`];
  const isFor2 = (binding) => listOf(binding.raw?.subjects).some(({ kind, name, namespace }) => kind === "ServiceAccount" ? name === account.name && (account.namespace === void 0 || (namespace ?? binding.metadata.namespace) === account.namespace) : kind === "Group" ? groups.includes(name) : kind === "User" && name === `system:serviceaccount:${account.namespace}:${account.name}`);
  return [...world.ofKind("ClusterRoleBinding"), ...world.ofKind("RoleBinding")].filter(isFor2).map((binding) => {
    const { kind, name } = binding.raw?.roleRef ?? {};
    const role = world.named(kind, kind === "Role" ? binding.metadata.namespace : void 0, name);
    return { namespace: binding.kind === "RoleBinding" ? binding.metadata.namespace : void 0, rules: role && !role.raw?.aggregationRule ? listOf(role.raw?.rules) : void 0 };
  });
}

// src/scrape-graph/checks/pods.ts
var checkPodMonitors = (graph) => graph.world.ofKind("PodMonitor").flatMap((monitor) => {
  if (isLeftOut2(monitor, graph)) {
    return [];
  }
  const { world, choosers } = graph;
  const { selector: selector3, podMetricsEndpoints } = monitor.spec;
  const names2 = lookedAt(monitor, choosers(monitor));
  const makers = names2.flatMap((namespace) => world.makersIn(namespace));
  const pods = podsOf(selector3, names2, world);
  if (pods.length === 0) {
    const elsewhere = podsOf(selector3, [void 0], world)[0];
    if (!elsewhere && makers.length > 0) {
      return [];
    }
    const hint = elsewhere ? `the pods of ${nameOf2(elsewhere.workload)} have it, in a namespace where the monitor does not look: ${cureOf(monitor, choosers(monitor))}` : nearestPods(textsOf(selector3?.matchLabels), names2[0], world);
    return [problem(NO_PODS, { what: nameOf2(monitor), selector: selectorText(selector3), hint }, monitor)];
  }
  const doubts = makers.length > 0 ? [`the operator of ${nameOf2(makers[0])} makes pods with it`] : [];
  return listOf(podMetricsEndpoints).flatMap((endpoint) => {
    const port = textOf(endpoint?.port) || (endpoint?.portNumber ?? endpoint?.targetPort);
    return port === void 0 || pods.some((pod2) => declares(pod2, port)) ? [] : [judgedProblem(UNDECLARED_PORT, { monitor: nameOf2(monitor), port: String(port), ...without2(pods) }, doubts, monitor, ...pods.map(({ workload }) => workload))];
  });
});
function podsOf(selector3, names2, world) {
  const isOne = (pod2) => !isOver(pod2) && unmet(selector3, pod2.labels).length === 0;
  const own2 = (names2.includes(void 0) ? world.knownNamespaces : names2).flatMap((namespace) => world.podsIn(namespace)).filter(isOne);
  return own2.length > 0 ? own2 : world.podsIn(void 0).filter(isOne);
}

// src/scrape-graph/checks/references.ts
var KINDS3 = ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler", "ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig", "AlertmanagerConfig"];
var CONFIG_MAP = /^configMap$|ConfigMap$/;
function referencesIn(world) {
  return world.remember("references", () => KINDS3.flatMap((kind) => world.ofKind(kind)).flatMap((object) => {
    const found = /* @__PURE__ */ new Map();
    collect2(object.spec, "spec", 0, (field, value) => {
      const reference = { object, kind: CONFIG_MAP.test(field) ? "ConfigMap" : "Secret", name: value.name, isOptional: value.optional === true };
      found.set(`${reference.kind} ${reference.name}`, reference);
    });
    return [...found.values()];
  }));
}
var DEEPEST5 = 12;
var OF_PODS = /* @__PURE__ */ new Set(["containers", "initContainers", "volumes", "env", "envFrom"]);
function collect2(value, field, depth, tell) {
  if (typeof value !== "object" || value === null || depth > DEEPEST5 || OF_PODS.has(field)) {
    return;
  }
  if (Array.isArray(value)) {
    for (const each2 of value) {
      collect2(each2, field, depth + 1, tell);
    }
    return;
  }
  if (typeof value.name === "string" && value.name !== "" && typeof value.key === "string" && Object.keys(value).every((key) => ["name", "key", "optional"].includes(key))) {
    tell(field, value);
    return;
  }
  for (const [key, each2] of Object.entries(value)) {
    collect2(each2, key, depth + 1, tell);
  }
}
var checkReferences = ({ world, isRejected }) => referencesIn(world).flatMap(({ object, kind, name, isOptional }) => {
  const { namespace } = object.metadata;
  if (isOptional || isRejected(object) || namespace === void 0 || world.perhaps(kind, namespace, name)) {
    return [];
  }
  const other = world.ofKind(kind).find(({ metadata }) => metadata.name === name);
  return other ? [problem(SECRET_ELSEWHERE, { object: nameOf2(object), kind, name, other: nameOf2(other) }, object)] : [];
});
function requiredOf(world) {
  const required = /* @__PURE__ */ new Map();
  for (const { object, kind, name, isOptional } of referencesIn(world)) {
    const { namespace } = object.metadata;
    const key = `${kind} ${namespace === void 0 ? "" : `${namespace}/`}${name}`;
    if (!isOptional && !world.perhaps(kind, namespace, name) && !required.has(key)) {
      required.set(key, nameOf2(object));
    }
  }
  return [...required].sort(([a], [b]) => a < b ? -1 : 1).map(([object, by]) => ({ object, by }));
}

// src/scrape-graph/checks/relabelings.ts
var checkStages = ({ jobs }) => {
  const seen = /* @__PURE__ */ new Set();
  const monitors = jobs.map(({ job }) => job.monitor).filter((monitor) => !seen.has(monitor) && seen.add(monitor));
  return monitors.flatMap((monitor) => endpointsOf2(monitor).flatMap(({ at, relabelings, metricRelabelings }) => [
    ...relabelings.flatMap((step, index) => ofTargets(step, `${at}relabelings[${index}]`, monitor)),
    ...ofSamples(metricRelabelings, `${at}metricRelabelings`, monitor)
  ]));
};
function endpointsOf2({ kind, spec }) {
  const field = kind === "PodMonitor" ? "podMetricsEndpoints" : "endpoints";
  const own2 = { at: "spec.", relabelings: listOf(spec?.relabelings), metricRelabelings: listOf(spec?.metricRelabelings) };
  return [own2, ...listOf(spec?.[field]).map((each2, index) => ({
    at: `spec.${field}[${index}].`,
    relabelings: listOf(each2?.relabelings),
    metricRelabelings: listOf(each2?.metricRelabelings)
  }))];
}
var sourcesOf = ({ sourceLabels }) => listOf(sourceLabels).map(String);
function ofTargets(step, at, monitor) {
  return sourcesOf(step).flatMap((label) => {
    const why = label === "__name__" ? 'a target has no metric name: use "metricRelabelings"' : whyNoMeta(label);
    return why === void 0 ? [] : [problem(LABEL_GONE, { monitor: nameOf2(monitor), field: at, label, why }, monitor)];
  });
}
function ofSamples(steps, at, monitor) {
  const own2 = /* @__PURE__ */ new Set(["__name__"]);
  return steps.flatMap((step, index) => {
    const gone = sourcesOf(step).filter((label2) => label2.startsWith("__") && !own2.has(label2));
    if (step.targetLabel !== void 0) {
      own2.add(step.targetLabel);
    }
    const isVain = gone.length === 0 && GONE.test(step.targetLabel ?? "");
    const label = gone[0] ?? step.targetLabel;
    return gone.length === 0 && !isVain ? [] : [problem(LABEL_GONE, { monitor: nameOf2(monitor), field: `${at}[${index}]`, label: String(label), why: 'a sample has labels of its target without "__" alone: use "relabelings"' }, monitor)];
  });
}
var GONE = /^__(address__|scheme__|metrics_path__|param_|meta_|scrape_)/;
var FIXED = {
  node: ["name", "provider_id"],
  service: ["cluster_ip", "loadbalancer_ip", "external_name", "name", "port_name", "port_number", "port_protocol", "type"],
  pod: [
    "name",
    "ip",
    "container_init",
    "container_name",
    "container_id",
    "container_image",
    "container_port_name",
    "container_port_number",
    "container_port_protocol",
    "ready",
    "phase",
    "node_name",
    "host_ip",
    "uid",
    "controller_kind",
    "controller_name",
    "deployment_name",
    "cronjob_name",
    "job_name"
  ],
  endpoints: ["name"],
  endpoint: ["hostname", "node_name", "ready", "port_name", "port_protocol", "address_target_kind", "address_target_name"],
  endpointslice: [
    "name",
    "address_target_kind",
    "address_target_name",
    "address_type",
    "endpoint_conditions_ready",
    "endpoint_conditions_serving",
    "endpoint_conditions_terminating",
    "endpoint_hostname",
    "endpoint_node_name",
    "endpoint_zone",
    "port",
    "port_app_protocol",
    "port_name",
    "port_protocol"
  ],
  ingress: ["name", "class_name", "scheme", "host", "path"]
};
var NAMES4 = new Set(Object.entries(FIXED).flatMap(([role, names2]) => names2.map((name) => `${role}_${name}`)));
var META3 = "__meta_kubernetes_";
var OPEN2 = /^(namespace|(node|service|pod|endpoints|endpointslice|ingress|namespace)_(label|labelpresent|annotation|annotationpresent)_.+|node_(address|condition)_.+|endpointslice_endpoint_topology_.+|.*_present.*)$/;
function whyNoMeta(label) {
  if (!label.startsWith(META3)) {
    return void 0;
  }
  const name = label.slice(META3.length);
  if (/[^a-zA-Z0-9_]/.test(name)) {
    return `Prometheus writes such characters as "_": ${shown(META3 + name.replace(/[^a-zA-Z0-9_]/g, "_"))}`;
  }
  if (NAMES4.has(name) || OPEN2.test(name)) {
    return void 0;
  }
  const [similar] = similarTo(name, NAMES4);
  return similar === void 0 ? void 0 : `service discovery has none: is it ${shown(META3 + similar)}?`;
}
var checkRemoteWrites = ({ prometheuses }) => prometheuses.flatMap((prometheus) => listOf(prometheus.spec?.remoteWrite).flatMap((write) => {
  const keeps = listOf(write?.writeRelabelConfigs).filter(({ action, sourceLabels }) => String(action).toLowerCase() === "keep" && listOf(sourceLabels).join() === "__name__");
  const names2 = keeps.map(({ regex }) => NAMED2.exec(regex ?? "")?.[1].split("|")).find((list) => list !== void 0);
  const isAny = names2 === void 0 || names2.some((name) => keeps.every((step) => passes(new LabelSet({ __name__: name }), step)));
  return keeps.length < 2 || isAny ? [] : [problem(NOTHING_WRITTEN, { prometheus: nameOf2(prometheus), url: String(write?.url), steps: keeps.map(({ regex }) => shown(regex)) }, prometheus)];
}));
var NAMED2 = /^\(?([a-zA-Z0-9_:|]+)\)?$/;

// src/scrape-graph/checks/selection.ts
var checkSelection = (graph) => {
  const { world, prometheuses, monitors } = graph;
  const servers = prometheuses.filter(({ kind }) => kind === "Prometheus");
  const rulers = world.ofKind("ThanosRuler");
  const none = (object, field, among) => {
    const reasons = among.map((each2) => ({ each: each2, why: whyNotSelected(each2, object, field, world.namespaces) }));
    return among.length === 0 || reasons.some(({ why }) => why === void 0) ? [] : [problem(NOT_SELECTED, { monitor: nameOf2(object), reasons: reasons.map(({ each: each2, why }) => `${nameOf2(each2)}: ${why}`) }, object)];
  };
  return [
    ...monitors.flatMap((monitor) => none(monitor, MONITOR_KINDS[monitor.kind], prometheuses)),
    // an agent has no rules; a ThanosRuler may have those that no Prometheus has
    ...world.ofKind("PrometheusRule").flatMap((object) => none(object, "rule", [...servers, ...rulers])),
    ...world.ofKind("AlertmanagerConfig").flatMap((config) => {
      const owners = world.ofKind("Alertmanager");
      const isWhole2 = owners.some(({ spec, metadata }) => spec?.alertmanagerConfiguration?.name === config.metadata.name && metadata.namespace === config.metadata.namespace);
      return isWhole2 ? [] : none(config, "alertmanagerConfig", owners);
    }),
    ...twice2(graph, servers, rulers)
  ];
};
function twice2(graph, servers, rulers) {
  const pairs = /* @__PURE__ */ new Map();
  for (const object of graph.world.ofKind("PrometheusRule")) {
    const own2 = graph.choosers(object).filter((each2) => isSurelyChosen(graph, each2, object));
    const [server, ruler] = [servers, rulers].map((among) => among.find((each2) => own2.includes(each2)));
    if (!server || !ruler) {
      continue;
    }
    const by = [nameOf2(server), nameOf2(ruler)];
    const pair2 = pairs.get(by.join()) ?? { by, objects: [] };
    pairs.set(by.join(), pair2);
    pair2.objects.push(object);
  }
  return [...pairs.values()].map(({ by, objects }) => {
    const rule2 = objects.length === 1 ? nameOf2(objects[0]) : `${nameOf2(objects[0])} and ${objects.length - 1} more`;
    return problem(EVALUATED_TWICE, { rule: rule2, by }, ...objects);
  });
}

// src/scrape-graph/checks/targets.ts
var checkTwice2 = ({ edges }) => {
  const seen = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    for (const target of edge.prometheus ? keptOf(edge) : []) {
      const key = JSON.stringify([nameOf2(edge.prometheus), target.pod && nameOf2(target.pod.workload), target.address, target.path, Object.entries(target.job.params).sort()]);
      seen.set(key, (seen.get(key) ?? /* @__PURE__ */ new Set()).add(edge));
    }
  }
  return [...new Map([...seen.values()].map((set4) => [...set4]).filter(isTwice).map((same2) => {
    const [first] = same2;
    const labels2 = same2.map((edge) => JSON.stringify(keptOf(edge)[0].labels));
    const found = problem(SCRAPED_TWICE, {
      what: `the port ${shown(first.port)} of ${nameOf2(first.workload ?? first.service ?? first.job.monitor)}`,
      by: twice3(same2),
      isSame: new Set(labels2).size === 1
    }, ...same2.map(({ job }) => job.monitor));
    return [found.finding.message, found];
  })).values()];
};
function isTwice(same2) {
  return new Set(same2.map(({ job }) => job.name)).size > 1 || new Set(same2.map(({ service: service2 }) => service2)).size > 1;
}
function twice3(same2) {
  const monitors = [...new Set(same2.map(({ job }) => nameOf2(job.monitor)))].sort();
  const services = [...new Set(same2.flatMap(({ service: service2 }) => service2 ? [nameOf2(service2)] : []))].sort();
  if (new Set(same2.map(({ job }) => job.name)).size === 1) {
    return services.map((service2) => `${monitors[0]}, by ${service2}`);
  }
  return monitors.length > 1 ? monitors : [...new Set(same2.map(({ job }) => `${monitors[0]}, endpoint ${job.endpoint}`))].sort();
}
var checkDropped = ({ edges }) => {
  const groups = /* @__PURE__ */ new Map();
  for (const edge of edges.filter((each2) => keptOf(each2).length === 0)) {
    const { job, service: service2, workload, targets: [{ droppedBy }] } = edge;
    const key = `${job.name} ${droppedBy}`;
    const group = groups.get(key) ?? { edge, names: /* @__PURE__ */ new Set() };
    groups.set(key, group);
    group.names.add(nameOf2(workload ?? service2 ?? job.monitor));
  }
  return [...groups.values()].map(({ edge: { job, targets: [{ droppedBy, address }] }, names: names2 }) => {
    const monitor = nameOf2(job.monitor);
    if (droppedBy >= 0) {
      return problem(ALL_DROPPED, { monitor, what: listed([...names2].sort(), 2), step: JSON.stringify(job.relabelings[droppedBy]) }, job.monitor);
    }
    return problem(NO_ADDRESS, { monitor, address }, job.monitor);
  });
};
var SPEAKERS = [
  { what: "a Prometheus, by /federate", labels: ["job", "instance", "namespace", "pod"], isOne: ({ job }) => job.path.endsWith("/federate") },
  { what: "kube-state-metrics", labels: ["namespace", "pod", "container", "service", "node"], isOne: ({ port }, image) => /(^|\/)kube-state-metrics(:|@|$)/.test(image) && !/telemetry|self/.test(port) },
  { what: "a Pushgateway", labels: ["job", "instance"], isOne: (_, image) => /(^|\/)pushgateway(:|@|$)/.test(image) }
];
var checkHonorLabels = ({ edges }) => edges.flatMap((edge) => {
  const [target] = keptOf(edge);
  const speaker = target && !edge.job.honorLabels ? SPEAKERS.find(({ isOne }) => isOne(edge, target.discovered.get("__meta_kubernetes_pod_container_image"))) : void 0;
  const hidden = speaker?.labels.filter((label) => target.labels[label] !== void 0) ?? [];
  return hidden.length === 0 ? [] : [problem(HONOR_LABELS, {
    monitor: nameOf2(edge.job.monitor),
    what: speaker.what,
    hidden,
    isOverridden: edge.prometheus?.spec?.overrideHonorLabels === true
  }, edge.job.monitor)];
});
var checkSampleLimits = ({ edges }) => edges.filter((edge) => edge.prometheus && edge.job.sampleLimit === void 0 && isExternal(edge) && keptOf(edge).length > 0).map(({ job, service: service2 }) => problem(NO_SAMPLE_LIMIT, { monitor: nameOf2(job.monitor), what: service2 ? nameOf2(service2) : "what is written there" }, job.monitor));
function isExternal({ job, service: service2, workload, targets: [{ discovered }] }) {
  if (workload || job.monitor.kind === "Probe") {
    return false;
  }
  if (!service2) {
    return job.discoveries.some(({ kind }) => kind === "static");
  }
  const isOfNodes = discovered.get("__meta_kubernetes_endpoint_address_target_kind") === "Node" || discovered.get("__meta_kubernetes_endpointslice_address_target_kind") === "Node";
  return !isImplied(service2) && !isOfNodes && service2.metadata.namespace !== "kube-system" && Object.keys(textsOf(service2.spec?.selector)).length === 0;
}

// src/scrape-graph/checks/checks.ts
var CHECKS2 = [
  checkSelection,
  checkServices,
  checkPodMonitors,
  checkKubeletOwners,
  checkExpressions,
  checkAlerting,
  checkStages,
  checkRemoteWrites,
  checkRetention,
  checkReferences,
  checkBoards
];
var SURE_CHECKS = [checkTwice2, checkDropped, checkHonorLabels, checkSampleLimits, checkPermissions, checkNetwork, checkRoutePrefix];
function problemsOf(graph) {
  const sure = surely(graph);
  const all3 = [...CHECKS2.flatMap((check3) => check3(graph)), ...SURE_CHECKS.flatMap((check3) => check3(sure))];
  const found = new Map([...all3, ...checkTargets(sure, all3)].map((each2) => [each2.finding.message, each2]));
  return [...found.values()].sort((a, b) => a.finding.message < b.finding.message ? -1 : 1);
}
function surely(graph) {
  const isSure = (prometheus, monitor) => prometheus === void 0 || isSurelyChosen(graph, prometheus, monitor);
  return {
    ...graph,
    jobs: graph.jobs.filter(({ prometheus, job }) => isSure(prometheus, job.monitor)),
    edges: graph.edges.filter(({ prometheus, job }) => isSure(prometheus, job.monitor))
  };
}

// src/scrape-graph/explanation.ts
var NO_SOURCES = /* @__PURE__ */ new Map();
var MOST_ADDRESSES = 3;
function explain(manifests, options = {}) {
  const { problems: more = [], cluster, common: common3, withAdmission = false, sources = NO_SOURCES } = options;
  const given = graphOf(manifests, options);
  const admission = withAdmission ? admissionProblems(given, manifests, sources) : [];
  const accepted = withAdmission ? manifests.filter((manifest) => !given.isRejected(manifest)) : manifests;
  const graph = accepted.length === manifests.length ? given : graphOf(accepted, options);
  const { world, prometheuses, monitors, choosers } = graph;
  const rules = world.ofKind("PrometheusRule").filter((object) => !graph.isRejected(object));
  const paths = new Map(alertPaths(graph).map((path2) => [path2.prometheus, path2]));
  const scrapes = scrapesOf(graph);
  const jobs = [...new Set(scrapes.flatMap(({ labels: labels2 }) => labels2?.job ?? []))].sort();
  const { problems, silenced } = sorted([...problemsOf(graph), ...more, ...admission]);
  return {
    ...cluster !== void 0 && { cluster },
    ...common3 !== void 0 && { common: common3 },
    prometheuses: prometheuses.map((prometheus) => ({
      name: nameOf2(prometheus),
      chooses: [...monitors, ...rules].filter((object) => choosers(object).includes(prometheus)).map(nameOf2),
      alerts: (paths.get(prometheus)?.alertmanagers ?? []).map((alertmanager) => ({
        alertmanager: nameOf2(alertmanager),
        receivers: receiversOf(alertmanager, paths.get(prometheus).alerts, graph)
      })),
      ...podsOf2(prometheus),
      writesTo: listOf(prometheus.spec?.remoteWrite).map((each2) => {
        const connections = podsOf2(prometheus).pods * numberOf5(each2?.queueConfig?.maxShards, DEFAULT_SHARDS);
        return { url: textOf(each2?.url), connections };
      })
    })),
    scrapes,
    rules: rules.map((object) => {
      const all3 = rulesByObject(world).get(object);
      return { name: nameOf2(object), alerts: all3.filter(({ kind }) => kind === "alert").length, records: all3.filter(({ kind }) => kind === "record").length, feedsOn: fedBy(all3.map(({ expr }) => expr), jobs) };
    }),
    images: imagesOf(manifests),
    required: requiredOf(world),
    skippedNodes: world.ofKind("Service").flatMap((service2) => service2.metadata.annotations?.["cdk8s-prometheus/skipped-nodes"] === void 0 ? [] : [{ service: nameOf2(service2), nodes: service2.metadata.annotations["cdk8s-prometheus/skipped-nodes"] }]),
    problems,
    silenced
  };
}
var DEFAULT_SHARDS = 50;
function podsOf2({ spec }) {
  const shards = numberOf5(spec?.shards, 1);
  return { pods: numberOf5(spec?.replicas, 1) * shards, shards };
}
function numberOf5(value, otherwise2) {
  return typeof value === "number" && value > 0 ? value : otherwise2;
}
function sorted(all3) {
  const problems = [];
  const silenced = [];
  for (const { finding: { ruleId: id, severity, message }, objects } of all3) {
    const at = objects.find((object) => RULE_IDS.reason(object, id) !== void 0);
    const issue = { id, severity, message, objects: [...new Set(objects.filter((object) => !isImplied(object)).map(nameOf2))] };
    if (at) {
      silenced.push({ ...issue, at: nameOf2(at), reason: RULE_IDS.reason(at, id) });
    } else {
      problems.push(issue);
    }
  }
  return { problems, silenced };
}
function scrapesOf({ jobs, edges }) {
  const found = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    const scrape = scrapeOf(edge);
    const key = JSON.stringify([scrape.job, scrape.service, scrape.workload, scrape.port]);
    const known6 = found.get(key) ?? { ...scrape, by: [] };
    found.set(key, known6);
    if (edge.prometheus) {
      known6.by.push(nameOf2(edge.prometheus));
    }
  }
  for (const { job, prometheus } of jobs) {
    const elsewhere = unknownDiscoveries(job);
    if (elsewhere.length === 0) {
      continue;
    }
    found.set(`${job.name} elsewhere`, {
      job: job.name,
      by: [...found.get(`${job.name} elsewhere`)?.by ?? [], ...prometheus ? [nameOf2(prometheus)] : []],
      monitor: nameOf2(job.monitor),
      path: job.path,
      interval: job.interval ?? "30s",
      addresses: [],
      elsewhere
    });
  }
  return [...found.values()];
}
function scrapeOf(edge) {
  const { job, service: service2, workload, port, targets: [first] } = edge;
  const kept = keptOf(edge);
  const one = kept[0] ?? first;
  const isOfKubernetes = workload !== void 0 && isImplied(workload) && workload.kind === "Pod";
  const addresses = [...new Set(kept.map(({ address }) => withoutUnknown(address)))];
  return {
    job: job.name,
    monitor: nameOf2(job.monitor),
    ...service2 && { service: nameOf2(service2) },
    ...workload && { workload: isOfKubernetes ? "pods of Kubernetes" : nameOf2(workload) },
    ...port !== "" && { port },
    ...one.scheme !== "http" && { scheme: one.scheme },
    path: one.path || job.path,
    interval: one.interval,
    ...job.sampleLimit !== void 0 && { sampleLimit: job.sampleLimit },
    ...job.honorLabels && { honorLabels: true },
    addresses: addresses.slice(0, MOST_ADDRESSES),
    ...kept.length > 1 && { targets: kept.length },
    ...kept.length > 0 && { labels: isOfKubernetes ? without3(common2(kept.map(({ labels: labels2 }) => labels2)), ["pod", "container"]) : common2(kept.map(({ labels: labels2 }) => labels2)) }
  };
}
function common2([first, ...rest]) {
  const shared3 = Object.entries(first).filter(([name, value]) => rest.every((labels2) => labels2[name] === value));
  return Object.fromEntries(shared3.map(([name, value]) => [name, withoutUnknown(value)]).filter(([, value]) => value !== "*"));
}
function without3(labels2, names2) {
  return Object.fromEntries(Object.entries(labels2).filter(([name]) => !names2.includes(name)));
}
function fedBy(expressions, jobs) {
  const matchers = new Map(expressions.flatMap((expr) => askedBy(expr).jobs).map((matcher) => [`${matcher.operator}${matcher.value}`, matcher]));
  return jobs.filter((job) => [...matchers.values()].some((matcher) => matcher.operator.startsWith("=") && matches2(matcher, job)));
}
function receiversOf(alertmanager, alerts, graph) {
  const routing = routingOf(alertmanager, graph);
  const count3 = {};
  for (const { name, labels: labels2 } of routing ? alerts : []) {
    for (const receiver of receiversFor2(routing, { ...labels2, alertname: name })) {
      count3[receiver] = (count3[receiver] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(count3).sort(([a], [b]) => a < b ? -1 : 1));
}
function imagesOf(manifests) {
  const images = manifests.flatMap((manifest) => {
    const pod2 = podSpecOf(manifest);
    return [...[...listOf(pod2?.initContainers), ...listOf(pod2?.containers)].map((container) => container?.image), ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"].includes(manifest.kind) ? manifest.spec?.image : void 0];
  });
  return [...new Set(images.filter((image) => typeof image === "string"))].sort();
}

// src/scrape-graph/folder.ts
var import_fs2 = require("fs");
var import_path3 = require("path");

// src/scrape-graph/kustomized.ts
var import_path2 = require("path");
var NAMES5 = /* @__PURE__ */ new Set(["kustomization.yaml", "kustomization.yml"]);
function kustomizedIn(files) {
  const folders = new Set(files.filter((file) => NAMES5.has((0, import_path2.basename)(file))).map((file) => (0, import_path2.dirname)(file)));
  if (folders.size === 0) {
    return () => false;
  }
  const isBelow3 = (folder) => folders.has(folder) || (0, import_path2.dirname)(folder) !== folder && isBelow3((0, import_path2.dirname)(folder));
  return (file) => isBelow3((0, import_path2.dirname)(file));
}

// src/scrape-graph/folder.ts
var MOST_FILES = 2e4;
function readFolder(paths, tell = () => void 0) {
  const missing4 = paths.find((path2) => !(0, import_fs2.existsSync)(path2));
  if (missing4 !== void 0) {
    throw new Error(`there is no file or folder ${shown(missing4, 200)}: name what "cdk8s synth" has written, or any folder of manifests`);
  }
  const files = paths.flatMap((path2) => (0, import_fs2.statSync)(path2).isDirectory() ? filesIn(path2).map((file) => ({ file, origin: originOf2((0, import_path3.relative)(path2, file)) })) : [{ file: path2, origin: path2 }]);
  if (files.length > MOST_FILES) {
    throw new Error(`there are ${files.length} files, more than ${MOST_FILES}: name a folder of manifests`);
  }
  const given = [];
  const isKustomized = kustomizedIn(files.map(({ file }) => file));
  const unreadable = [];
  const known6 = /* @__PURE__ */ new Map();
  for (const [at, { file, origin }] of files.entries()) {
    tell("files read", at, files.length);
    const read5 = readDocuments(file, "kubernetes", known6);
    if ("documents" in read5) {
      const isPartial = isKustomized(file);
      for (const [index, document] of read5.documents.entries()) {
        const line2 = read5.documents.length > 1 ? read5.lines[index] : void 0;
        given.push(...asManifests([document]).map((manifest) => ({ origin, file, line: line2, isPartial, key: keyOf(manifest), read: () => manifest.raw })));
      }
    } else if (read5.problem.kind !== "empty") {
      unreadable.push(`${file}: ${inWords(read5.problem)}`);
    }
  }
  return { given, unreadable };
}
function filesIn(folder) {
  return (0, import_fs2.readdirSync)(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ya?ml|json)$/.test(name) && !name.split(/[\\/]/).includes("node_modules")).sort().map((name) => (0, import_path3.join)(folder, name)).filter((path2) => (0, import_fs2.statSync)(path2).isFile());
}
function originOf2(path2) {
  return path2.split(import_path3.sep)[0].replace(/(\.k8s)?\.(ya?ml|json)$/, "");
}

// src/scrape-graph/views/drawing.ts
var COLUMNS = ["prometheus", "monitor", "service", "workload"];
var MONITOR = /^(ServiceMonitor|PodMonitor|Probe|ScrapeConfig) /;
function drawingOf({ prometheuses, scrapes, problems }) {
  const nodes2 = /* @__PURE__ */ new Map();
  const lines = /* @__PURE__ */ new Map();
  const node = (name, column) => {
    if (!nodes2.has(name)) {
      nodes2.set(name, column);
    }
  };
  const line2 = (from3, to2, text2 = "", isDropped = false) => {
    const known6 = lines.get(`${from3}
${to2}`);
    const texts3 = [.../* @__PURE__ */ new Set([...known6?.texts ?? [], ...text2 === "" ? [] : [text2]])];
    lines.set(`${from3}
${to2}`, { from: from3, to: to2, texts: texts3, isDropped: isDropped && known6?.isDropped !== false });
  };
  for (const { name } of prometheuses) {
    node(name, "prometheus");
  }
  for (const scrape of scrapes) {
    node(scrape.monitor, "monitor");
    for (const prometheus of scrape.by) {
      line2(prometheus, scrape.monitor);
    }
    const [service2, workload] = [scrape.service ?? elsewhereOf(scrape), scrape.workload];
    const isDropped = scrape.labels === void 0 && !scrape.elsewhere;
    if (service2 !== void 0) {
      node(service2, "service");
      line2(scrape.monitor, service2, textOf5(scrape), isDropped);
    }
    if (workload !== void 0) {
      node(workload, "workload");
      line2(service2 ?? scrape.monitor, workload, service2 === void 0 ? textOf5(scrape) : "", isDropped);
    }
  }
  const wrong = new Set(problems.flatMap(({ objects }) => objects));
  for (const name of wrong) {
    if (MONITOR.test(name)) {
      node(name, "monitor");
    }
  }
  for (const { name, alerts } of prometheuses) {
    for (const { alertmanager } of alerts) {
      const workload = alertmanager.replace(/^Alertmanager ([^/]*\/)?/, (_, namespace = "") => `StatefulSet ${namespace}alertmanager-`);
      node(workload, "workload");
      line2(name, workload, "alerts");
    }
  }
  return { nodes: [...nodes2].map(([name, column]) => ({ name, column, isWrong: wrong.has(name) })), lines: [...lines.values()] };
}
function textOf5({ port, path: path2, interval }) {
  return [...port === void 0 ? [] : [port], ...path2 === "/metrics" ? [] : [path2], interval].join(" ");
}
function elsewhereOf({ elsewhere, workload, addresses }) {
  return elsewhere ? `${elsewhere.join(", ")}` : workload === void 0 && addresses.length > 0 ? addresses.join(", ") : void 0;
}

// src/scrape-graph/views/text.ts
function asText(explanations) {
  return explanations.map((explanation) => [...explanation.cluster === void 0 ? [] : [`# ${explanation.cluster}`, ""], ...sectionsOf(explanation)].join("\n")).join("\n");
}
function sectionsOf({ common: common3, prometheuses, scrapes, rules, images, required, skippedNodes, problems, silenced }) {
  return [
    ...common3 === void 0 ? [] : [`One of several clusters, each with its own ${common3}: --one-cluster takes all for one`, ""],
    ...section("Prometheus", prometheuses.flatMap(({ name, chooses: chooses2, alerts, writesTo }) => [
      `  ${name} chooses ${chooses2.length === 1 ? "1 object" : `${chooses2.length} objects`}`,
      ...alerts.map(({ alertmanager, receivers }) => `    its alerts go to ${alertmanager}${Object.keys(receivers).length === 0 ? "" : `: ${Object.entries(receivers).map(([receiver, count3]) => `${count3} to ${JSON.stringify(receiver)}`).join(", ")}`}`),
      ...writesTo.map(({ url: url2 }) => `    it writes to ${url2}`)
    ])),
    ...section("Scraped", scrapes.flatMap(scrapeLines)),
    ...section("Rules", rules.flatMap(({ name, alerts, records, feedsOn }) => [`  ${name}: ${alerts} alerts, ${records} recorded series`, ...feedsOn.length > 0 ? [`    of ${feedsOn.join(", ")}`] : []])),
    ...section("Images", images.map((image) => `  ${image}`)),
    ...required.length > 0 ? section("Required", required.map(({ object, by }) => `  ${object}, by ${by}`)) : [],
    ...skippedNodes.length > 0 ? section("Nodes without a scrape", skippedNodes.map(({ service: service2, nodes: nodes2 }) => `  ${service2}: ${nodes2}`)) : [],
    ...section("Problems", problems.map(({ severity, message }) => `  ${severity}: ${message}`)),
    ...silenced.length > 0 ? section("Silenced", silenced.flatMap(({ at, reason, message }) => [`  ${message}`, `    at ${at}: ${reason}`])) : []
  ];
}
function costsAsText(costs, { nodes: nodes2, pods }) {
  return [
    `Estimated for ${number(nodes2)} nodes and ${number(pods)} pods`,
    "",
    ...costs.flatMap(({ cluster, costs: own2 }) => [...cluster === void 0 ? [] : [`# ${cluster}`, ""], ...own2.flatMap(costLines)])
  ].join("\n");
}
function costLines({ prometheus, targets, series, samplesPerSecond, memory, pods, sends, unknown: unknown2 }) {
  return [
    `  ${prometheus}: ${number(targets)} targets, ${number(series)} series, ${number(samplesPerSecond)} samples a second; ${pods === 1 ? "a pod" : `${pods} pods, each`} of about ${number(memory)} MiB`,
    ...unknown2 > 0 ? [`    of ${number(unknown2)} of the targets nothing is known: ${number(ORDINARY)} series each, as an ordinary program has`] : [],
    ...sends.map(({ url: url2, samplesPerSecond: sent, connections }) => `    it sends ${number(sent)} samples a second to ${url2}, by ${number(connections)} connections at most`),
    ""
  ];
}
function number(value) {
  const digits = Math.max(0, String(Math.round(value)).length - 2);
  return String(Math.round(value / 10 ** digits) * 10 ** digits).replace(/\B(?=(\d{3})+$)/g, ",");
}
function section(title, lines) {
  return [title, ...lines.length === 0 ? ["  nothing"] : lines, ""];
}
function scrapeLines({ by, monitor, service: service2, workload, port, scheme, path: path2, interval, sampleLimit, honorLabels, addresses, targets, labels: labels2, elsewhere }) {
  const what = [service2 ?? workload ?? (elsewhere ? `what ${elsewhere.join(", ")} finds` : monitor), ...port === void 0 ? [] : [`port ${port}`], `${scheme === void 0 ? "" : `${scheme} `}${path2}`, `every ${interval}`];
  const limits = [...sampleLimit === void 0 ? [] : [`at most ${sampleLimit} samples`], ...honorLabels ? ["its own labels honored"] : []];
  return [
    `  ${[...what, ...limits].join(", ")}`,
    `    by ${monitor}, which ${by.length === 0 ? "no Prometheus here chooses" : `${by.join(" and ")} chooses`}`,
    ...workload === void 0 || service2 === void 0 ? [] : [`    of ${workload}`],
    ...addresses.length === 0 ? [] : [`    at ${addresses.join(", ")}${targets !== void 0 && targets > addresses.length ? ` and ${targets - addresses.length} more` : ""}`],
    ...elsewhere ? [] : [`    ${labels2 === void 0 ? "a relabeling drops all of it" : `as ${Object.entries(labels2).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}`}`]
  ];
}

// src/scrape-graph/views/html.ts
var STYLE = `
:root{color-scheme:light dark;--line:#8886;--wrong:#c62828;--box:#8881}
body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.6rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
code{font:12px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.error,.wrong{color:var(--wrong)}input{font:inherit;padding:.3rem .5rem;width:24rem;max-width:100%}
.graph{overflow:auto;border:1px solid var(--line)}svg text{font:12px system-ui,sans-serif;fill:currentColor}
svg rect{fill:var(--box);stroke:var(--line)}svg g.wrong rect{stroke:var(--wrong);stroke-width:2}
svg path{fill:none;stroke:var(--line);stroke-width:1.4}svg path.dropped{stroke-dasharray:4 4;stroke:var(--wrong)}
svg .dim{opacity:.12}[hidden]{display:none}`;
var SCRIPT = `
const box=document.getElementById('filter');
function show(){
  const wanted=box.value.trim().toLowerCase();
  for(const row of document.querySelectorAll('[data-text]'))row.hidden=wanted!==''&&!row.dataset.text.toLowerCase().includes(wanted);
  for(const part of document.querySelectorAll('[data-node]'))part.classList.toggle('dim',wanted!==''&&!part.dataset.node.toLowerCase().includes(wanted));
  document.getElementById('count').textContent=document.querySelectorAll('tr.scrape:not([hidden])').length;
}
box.addEventListener('input',()=>{history.replaceState(null,'','#'+encodeURIComponent(box.value));show()});
function fromAddress(){box.value=decodeURIComponent(location.hash.slice(1));show()}
addEventListener('hashchange',fromAddress);fromAddress();`;
function asHtml(explanations) {
  const count3 = explanations.reduce((sum, { scrapes }) => sum + scrapes.length, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Scrape graph</title><style>${STYLE}
</style></head><body>
<h1>Who scrapes what</h1>
<p><label>Filter <input id="filter" type="search" placeholder="a name, a job, a label"></label> <span id="count">${count3}</span> of ${count3} scrapes</p>
${explanations.map(clusterOf).join("\n")}
<details><summary>As text</summary><pre>${escaped2(asText(explanations))}</pre></details>
<script>${SCRIPT}
</script></body></html>
`;
}
function clusterOf(explanation) {
  const { cluster, problems, silenced, scrapes } = explanation;
  const items = (title, lines) => lines.length === 0 ? "" : `<h2>${title}</h2><ul>${lines.join("")}</ul>`;
  return `<section>${cluster === void 0 ? "" : `<h1>${escaped2(cluster)}</h1>`}
${items("Problems", problems.map(({ severity, message }) => `<li class="${severity === "error" ? "error" : "warning"}" data-text="${escaped2(message)}"><b>${escaped2(severity)}</b> ${escaped2(message)}</li>`))}
${items("Silenced", silenced.map(({ message, at, reason }) => `<li data-text="${escaped2(message)}">${escaped2(message)}<br>at ${escaped2(at)}: <i>${escaped2(reason)}</i></li>`))}
<h2>Graph</h2><div class="graph">${svgOf(drawingOf(explanation))}</div>
<h2>Scrapes</h2><table><thead><tr><th>What<th>Job<th>Every<th>By<th>Labels</tr></thead><tbody>
${scrapes.map(rowOf2).join("\n")}
</tbody></table></section>`;
}
function rowOf2(scrape) {
  const { service: service2, workload, port, scheme, path: path2, labels: labels2, interval, monitor, by, elsewhere, addresses } = scrape;
  const what = [service2, workload, ...service2 === void 0 && workload === void 0 ? [elsewhere?.join(", ") ?? addresses.join(", ")] : []].filter((each2) => each2 !== void 0).map((each2) => escaped2(each2)).join("<br>");
  const shown2 = labels2 === void 0 ? elsewhere ? "" : '<span class="wrong">dropped by a relabeling</span>' : `<code>${escaped2(Object.entries(labels2).map(([name, value]) => `${name}="${value}"`).join(", "))}</code>`;
  return `<tr class="scrape" data-text="${escaped2(JSON.stringify(scrape))}"><td>${what}<br><code>${escaped2([scheme, port, path2].filter((each2) => each2 !== void 0).join(" "))}</code><td>${escaped2(labels2?.job ?? "")}<td>${escaped2(interval)}<td>${escaped2(monitor)}<br>${by.length === 0 ? '<span class="wrong">no Prometheus here</span>' : by.map(escaped2).join("<br>")}<td>${shown2}</tr>`;
}
var BOX = { width: 230, height: 40, gapX: 130, gapY: 14, pad: 20 };
function svgOf({ nodes: nodes2, lines }) {
  const place = placesOf({ nodes: nodes2, lines });
  const height = Math.max(0, ...[...place.values()].map(({ y }) => y)) + BOX.height + 2 * BOX.pad;
  const width = COLUMNS.length * BOX.width + (COLUMNS.length - 1) * BOX.gapX + 2 * BOX.pad;
  const paths = lines.map(({ from: from3, to: to2, texts: texts3, isDropped }) => {
    const [a, b] = [place.get(from3), place.get(to2)];
    const [x1, y1, x2, y2] = [a.x + BOX.width, a.y + BOX.height / 2, b.x, b.y + BOX.height / 2];
    const middle = (x1 + x2) / 2;
    const text2 = texts3.length > 1 ? `${texts3[0]} +${texts3.length - 1}` : texts3[0] ?? "";
    const label = text2 === "" ? "" : `<text x="${x2 - 6}" y="${y2 - 5}" text-anchor="end">${escaped2(clipped(text2, 20))}</text>`;
    return `<g data-node="${escaped2(`${from3} ${to2}`)}"><path${isDropped ? ' class="dropped"' : ""} d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"><title>${escaped2(`${from3} \u2192 ${to2}: ${texts3.join(", ")}`)}</title></path>${label}</g>`;
  });
  const boxes = nodes2.map(({ name, isWrong }) => {
    const { x, y } = place.get(name);
    const [kind, ...rest] = name.split(" ");
    return `<g${isWrong ? ' class="wrong"' : ""} data-node="${escaped2(name)}"><title>${escaped2(name)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4"/><text x="${x + 8}" y="${y + 16}">${escaped2(clipped(rest.length === 0 ? "" : kind, 30))}</text><text x="${x + 8}" y="${y + 32}">${escaped2(clipped(rest.join(" ") || name, 34))}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Who scrapes what">${paths.join("")}${boxes.join("")}</svg>`;
}
function placesOf({ nodes: nodes2, lines }) {
  const place = /* @__PURE__ */ new Map();
  const before = /* @__PURE__ */ new Map();
  for (const { from: from3, to: to2 } of lines) {
    before.set(to2, [...before.get(to2) ?? [], from3]);
  }
  for (const [at, column] of COLUMNS.entries()) {
    const wanted = ({ name }) => {
      const heights = (before.get(name) ?? []).flatMap((from3) => place.get(from3)?.y ?? []);
      return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
    };
    const own2 = nodes2.filter((node) => node.column === column).map((node) => ({ node, y: wanted(node) })).sort((a, b) => a.y - b.y || (a.node.name < b.node.name ? -1 : 1));
    own2.forEach(({ node }, row13) => place.set(node.name, { x: BOX.pad + at * (BOX.width + BOX.gapX), y: BOX.pad + row13 * (BOX.height + BOX.gapY) }));
  }
  return place;
}
function clipped(text2, limit) {
  return text2.length > limit ? `${text2.slice(0, limit - 1)}\u2026` : text2;
}
function escaped2(text2) {
  return text2.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// src/scrape-graph/views/mermaid.ts
function asMermaid(explanations) {
  const isMany = explanations.length > 1;
  const body = explanations.flatMap((explanation, at) => isMany ? [`  subgraph c${at}["${escaped3(explanation.cluster ?? "")}"]`, ...linesOf(explanation, `c${at}_`).map((line2) => `  ${line2}`), "  end"] : linesOf(explanation, ""));
  return ["flowchart LR", ...body, "  classDef wrong stroke:#c00,stroke-width:3px", ""].join("\n");
}
function linesOf(explanation, prefix) {
  const { nodes: nodes2, lines } = drawingOf(explanation);
  const ordered = COLUMNS.flatMap((column) => nodes2.filter((node) => node.column === column));
  const ids = new Map(ordered.map(({ name }, at) => [name, `${prefix}n${at}`]));
  return [
    ...ordered.map(({ name, isWrong }) => `  ${ids.get(name)}["${labelOf(name)}"]${isWrong ? ":::wrong" : ""}`),
    ...lines.map(({ from: from3, to: to2, texts: texts3, isDropped }) => `  ${ids.get(from3)} ${isDropped ? "-.-x" : "-->"}${texts3.length === 0 ? "" : `|"${texts3.map(escaped3).join("<br/>")}"|`} ${ids.get(to2)}`)
  ];
}
function labelOf(name) {
  const [kind, ...rest] = name.split(" ");
  return rest.length === 0 ? escaped3(name) : `${escaped3(kind)}<br/>${escaped3(rest.join(" "))}`;
}
function escaped3(text2) {
  return text2.replace(/[&"<>#;`\n]/g, (character) => `#${character.charCodeAt(0)};`);
}

// src/validation/app-objects.ts
var import_cdk8s3 = require("cdk8s");

// src/validation/once-per-synth.ts
var memos = [];
function oncePerSynth(compute, state = () => void 0) {
  let memo;
  const forget = () => {
    memo = void 0;
  };
  return () => {
    const now = state();
    if (!memo || memo.state !== now) {
      if (!memo) {
        forgetLater(forget);
      }
      memo = { value: compute(), state: now };
    }
    return memo.value;
  };
}
function oncePerSynthOf(compute, state) {
  const known6 = oncePerSynth(() => /* @__PURE__ */ new WeakMap());
  return (key) => {
    const [memo, now] = [known6(), state(key)];
    let found = memo.get(key);
    if (!found || found.state !== now) {
      memo.set(key, found = { value: compute(key), state: now });
    }
    return found.value;
  };
}
function forgetLater(forget) {
  if (memos.length === 0) {
    queueMicrotask(forgetAll);
  }
  memos.push(forget);
}
function forgetAll() {
  const known6 = memos;
  memos = [];
  for (const forget of known6) {
    forget();
  }
}

// src/validation/app-objects.ts
var known4 = /* @__PURE__ */ new WeakMap();
function objectsByKind(root) {
  let ask = known4.get(root);
  if (!ask) {
    ask = oncePerSynth(() => {
      const byKind2 = /* @__PURE__ */ new Map();
      for (const object of root.node.findAll().filter(import_cdk8s3.ApiObject.isApiObject)) {
        const objects = byKind2.get(object.kind);
        if (objects) {
          objects.push(object);
        } else {
          byKind2.set(object.kind, [object]);
        }
      }
      return byKind2;
    });
    known4.set(root, ask);
  }
  return ask();
}
function objectsOf(root, kind) {
  return objectsByKind(root).get(kind) ?? [];
}
var manifestOf = oncePerSynthOf(looseJsonOf, patchCount);

// src/validation/versions-in-force.ts
var registered = /* @__PURE__ */ new WeakMap();
function clusterOf2(construct) {
  let child;
  for (let at = construct; at.node.scope !== void 0; at = at.node.scope) {
    child = at;
  }
  return child?.node.id ?? "";
}
function versionsInForce(root, component, installed = []) {
  const entries = (registered.get(root) ?? []).filter((entry) => entry.component === component);
  const named2 = [...entries.filter(({ isDefault }) => !isDefault), ...installed];
  const defaults = entries.filter(({ isDefault }) => isDefault);
  const within = (all3, cluster) => all3.filter((each2) => each2.cluster === cluster);
  const known6 = /* @__PURE__ */ new Map();
  return (cluster) => {
    let found = known6.get(cluster);
    if (!found) {
      const choices = [within(named2, cluster), [...within(defaults, cluster), ...named2], defaults];
      const near = choices.find((all3) => all3.length > 0) ?? [];
      known6.set(cluster, found = [...new Set(near.map(({ version: version2 }) => version2))].sort());
    }
    return found;
  };
}

// src/admission/app-objects.ts
var OPERATOR_GROUP3 = "monitoring.coreos.com/";
var MOST_CLUSTERS = 4;
var AppObjects = class {
  constructor(root) {
    this.root = root;
  }
  root;
  serversByCluster;
  namespacesByCluster;
  byName = /* @__PURE__ */ new Map();
  /** The servers of a cluster. A part of the app without any may be for the same cluster as the others: then those of all, if they are few. */
  servers(cluster) {
    this.serversByCluster ??= this.group(SERVER_KINDS, ({ apiVersion }) => apiVersion.startsWith(OPERATOR_GROUP3));
    const own2 = this.serversByCluster.get(cluster);
    if (own2) {
      return own2;
    }
    return this.serversByCluster.size > MOST_CLUSTERS ? [] : [...this.serversByCluster.values()].flat();
  }
  namespaces(cluster) {
    this.namespacesByCluster ??= this.group(["Namespace"], ({ apiVersion }) => apiVersion === "v1");
    const all3 = this.serversByCluster?.has(cluster) ? [] : [...this.namespacesByCluster.values()].flat();
    return [...all3, ...this.namespacesByCluster.get(cluster) ?? []];
  }
  /** The manifest of an object of a cluster, by its name. */
  find(cluster, kind, namespace, name) {
    let named2 = this.byName.get(kind);
    if (!named2) {
      named2 = new Map(objectsOf(this.root, kind).map((object2) => [keyOf3(clusterOf2(object2), object2.metadata.namespace, object2.name), object2]));
      this.byName.set(kind, named2);
    }
    const object = named2.get(keyOf3(cluster, namespace, name));
    return object && readObject(object);
  }
  group(kinds, isOne) {
    const found = /* @__PURE__ */ new Map();
    for (const object of kinds.flatMap((kind) => objectsOf(this.root, kind)).filter(isOne)) {
      const cluster = clusterOf2(object);
      found.set(cluster, [...found.get(cluster) ?? [], asServer(readObject(object))]);
    }
    return found;
  }
};
function keyOf3(cluster, namespace, name) {
  return `${namespace ?? ""}/${name}/${cluster}`;
}
function readObject(object) {
  try {
    return looseJsonOf(object) ?? {};
  } catch {
    return {};
  }
}
function asServer(raw) {
  const { kind, metadata, spec } = raw;
  return {
    kind: String(kind),
    metadata: {
      name: String(metadata?.name),
      ...typeof metadata?.namespace === "string" && { namespace: metadata.namespace },
      ...typeof metadata?.labels === "object" && metadata.labels !== null && { labels: metadata.labels }
    },
    spec: typeof spec === "object" && spec !== null ? spec : {},
    raw
  };
}

// src/validation/own-resources.ts
var own = /* @__PURE__ */ new WeakSet();
function isRegistered(object) {
  return own.has(object);
}

// src/validation/notices.ts
var STRICT_CONTEXT_KEY = "cdk8s-prometheus:strict";
var NOTICE_METADATA = "cdk8s-prometheus:notice";
var NOTICE_NAME = "Cdk8sPrometheusNotice";
var Notices = class {
  constructor(construct) {
    this.construct = construct;
  }
  construct;
  messages = /* @__PURE__ */ new Set();
  said = /* @__PURE__ */ new Set();
  add(message) {
    if (this.messages.has(message)) {
      return;
    }
    this.messages.add(message);
    this.construct.node.addMetadata(NOTICE_METADATA, message);
  }
  /** Says what was not said yet; where warnings are errors, the errors. */
  say() {
    if (isTrue(this.construct.node.tryGetContext(STRICT_CONTEXT_KEY))) {
      return [...this.messages];
    }
    for (const message of this.messages) {
      if (this.said.has(message)) {
        continue;
      }
      this.said.add(message);
      emit(`[${this.construct.node.path}] ${message}`);
    }
    return [];
  }
};
function emit(message) {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    process.emitWarning(message, NOTICE_NAME);
  } finally {
    Error.stackTraceLimit = before;
  }
}
function isTrue(value) {
  return value === true || value === "true";
}

// src/validation/problems.ts
var known5 = /* @__PURE__ */ new WeakMap();
var Problems = class _Problems {
  static of(construct) {
    let problems = known5.get(construct);
    if (!problems) {
      problems = new _Problems(construct);
      known5.set(construct, problems);
    }
    return problems;
  }
  /** Whether something was wrong with a construct as it was made: what comes of it in its objects needs no second error. */
  static hasErrors(construct) {
    return (known5.get(construct)?.errors.size ?? 0) > 0;
  }
  errors = /* @__PURE__ */ new Set();
  checks = [];
  notices;
  constructor(construct) {
    this.notices = new Notices(construct);
    construct.node.addValidation({ validate: () => this.validate() });
  }
  add(row13, args) {
    this.addAll([finding(row13, args)]);
  }
  addAll(findings) {
    for (const { severity, message } of findings) {
      if (severity === "error") {
        this.errors.add(message);
      } else {
        this.notices.add(message);
      }
    }
  }
  /**
   * For what only the finished objects tell, patches applied: asked at synth, once, whatever the number of charts.
   * @param state tells whether something has changed since
   */
  check(find, state) {
    this.checks.push(oncePerSynth(find, state));
  }
  validate() {
    const found = this.checks.flatMap((check3) => check3());
    found.filter(({ severity }) => severity === "warning").forEach(({ message }) => this.notices.add(message));
    const late = found.filter(({ severity }) => severity === "error").map(({ message }) => message);
    return [.../* @__PURE__ */ new Set([...this.errors, ...late]), ...this.notices.say()];
  }
};

// src/versions/fields.ts
var GENERATOR = "pkg/prometheus/promcfg.go";
var ALERTMANAGER2 = "pkg/alertmanager/statefulset.go";
var shared2 = (kinds, row13) => kinds.map((kind) => ({ kind, ...row13 }));
var SCRAPERS = ["Prometheus", "PrometheusAgent"];
var FIELDS5 = [
  ...shared2(SCRAPERS, { field: "scrapeProtocols", process: "2.49.0", see: `${GENERATOR}#L488` }),
  ...shared2(SCRAPERS, { field: "otlp", process: "2.55.0", see: `${GENERATOR}#L5147` }),
  { kind: "Prometheus", field: "ruleQueryOffset", process: "2.53.0", see: `${GENERATOR}#L3215` },
  { kind: "Prometheus", field: "retentionPercentage", process: "3.11.0", see: `${GENERATOR}#L1150` },
  ...shared2(SCRAPERS, { field: "enableOTLPReceiver", process: "2.47.0", see: `${GENERATOR}#L1320` }),
  ...shared2(SCRAPERS, { field: "remoteWriteReceiverMessageVersions", process: "2.54.0", see: `${GENERATOR}#L1288` }),
  ...shared2(SCRAPERS, { field: "nameValidationScheme", process: "3.0.0", see: `${GENERATOR}#L5292` }),
  ...shared2(SCRAPERS, { field: "scrapeFailureLogFile", process: "2.55.0", see: `${GENERATOR}#L3231` }),
  ...shared2(SCRAPERS, { field: "convertClassicHistogramsToNHCB", process: "3.4.0", see: `${GENERATOR}#L5322` }),
  ...shared2(SCRAPERS, { field: "nameEscapingScheme", process: "3.4.0", see: `${GENERATOR}#L5309` }),
  ...shared2(SCRAPERS, { field: "scrapeClassicHistograms", process: "3.5.0", see: `${GENERATOR}#L5332` }),
  ...shared2(SCRAPERS, { field: "scrapeNativeHistograms", process: "3.8.0", see: `${GENERATOR}#L5342` }),
  { kind: "PrometheusAgent", field: "tsdb", process: "2.54.0", see: `${GENERATOR}#L3400` },
  { kind: "Alertmanager", field: "clusterLabel", process: "0.26.0", see: `${ALERTMANAGER2}#L399` },
  { kind: "Alertmanager", field: "enableFeatures", process: "0.27.0", see: `${ALERTMANAGER2}#L311` },
  { kind: "Alertmanager", field: "limits", process: "0.28.0", see: `${ALERTMANAGER2}#L335` },
  { kind: "Alertmanager", field: "clusterPeerName", process: "0.30.0", see: `${ALERTMANAGER2}#L383` }
];
function pathsOfNewerFields(resource, process2) {
  return newerFields(resource, process2).map(({ field }) => `spec.${field}`);
}
function newerFields({ kind, spec }, process2) {
  return FIELDS5.filter((row13) => row13.kind === kind && spec?.[row13.field] !== void 0 && !process2.isAtLeast(row13.process));
}

// src/admission/schema-checks.ts
var checked = /* @__PURE__ */ new WeakSet();
var ALL_CLUSTERS = "";
var SchemaChecks = class _SchemaChecks {
  /**
   * Check at synth every object of an app, with all patches applied, as the apiserver does with `fieldValidation=Strict`: unknown and
   * misspelled fields,
   * fields that the version does not have, wrong types and values, missing fields. An app with a construct of this library is checked
   * without it.
   *
   * The version of prometheus-operator is that of the constructs, of the operator's image or of its CustomResourceDefinitions in the app.
   * If it is unknown, an
   * error is what every version rejects. Objects of other kinds than those of prometheus-operator and Kubernetes are not checked.
   *
   * @param scope the app, or any construct in it: the whole app is checked
   */
  static addTo(scope) {
    _SchemaChecks._ensure(scope.node.root);
  }
  /** @internal The same, once. */
  static _ensure(root) {
    if (checked.has(root)) {
      return;
    }
    checked.add(root);
    Problems.of(root).check(() => findingsIn(root), () => stateOf(root));
  }
  /** @internal The versions of a cluster of an app; of the whole app, if it is for one. */
  static _versionsIn(root) {
    const ofCluster = versionsByCluster(root);
    return (cluster) => ofCluster(cluster ?? ALL_CLUSTERS);
  }
  constructor() {
  }
};
function stateOf(root) {
  let state = 0;
  for (const objects of objectsByKind(root).values()) {
    for (const object of objects) {
      state += 1 + patchCount(object);
    }
  }
  return state;
}
function findingsIn(root) {
  const verdictsOf = verdictsByCluster(root);
  const found = [];
  const unchecked = /* @__PURE__ */ new Map();
  for (const objects of objectsByKind(root).values()) {
    for (const object of objects) {
      const manifest = readObject(object);
      const { findings, unchecked: why } = verdictsOf(clusterOf2(object)).of(asServer(manifest));
      if (why !== void 0) {
        unchecked.set(why, (unchecked.get(why) ?? 0) + 1);
      }
      if (findings.length === 0) {
        continue;
      }
      const heard = findings.filter((each2) => silenceReason(manifest.metadata?.annotations, each2.ruleId) === void 0 && !isReportedBy(object, manifest, each2));
      found.push(...heard.map(({ ruleId, severity, message }) => ({ ruleId, severity, message: `${object.kind} ${shown(object.name)} (${object.node.path}): ${message}` })));
    }
  }
  return [...found, ...[...unchecked].map(([why, count3]) => finding(UNCHECKED, { why, count: count3 }))];
}
function isReportedBy(object, manifest, { ruleId, path: path2 = "" }) {
  if (ruleId.startsWith("core/") && object.node.scopes.some((scope) => Problems.hasErrors(scope))) {
    return true;
  }
  if (ruleId !== "operator/ignored" || !isRegistered(object)) {
    return false;
  }
  const process2 = readVersion(String(manifest.spec?.version));
  return process2 !== void 0 && pathsOfNewerFields(manifest, process2).some((field) => path2 === field || path2.startsWith(`${field}.`) || path2.startsWith(`${field}[`));
}
function verdictsByCluster(root) {
  const versionsOf = versionsByCluster(root);
  const objects = new AppObjects(root);
  const known6 = /* @__PURE__ */ new Map();
  return (cluster) => {
    let verdicts = known6.get(cluster);
    if (!verdicts) {
      const [servers, namespaces] = [objects.servers(cluster), namespacesOf(objects.namespaces(cluster))];
      known6.set(cluster, verdicts = new Verdicts({
        versions: versionsOf(cluster),
        selectedBy: (object) => selectedBy(object, servers, namespaces),
        alertmanagers: () => servers.filter(({ kind }) => kind === "Alertmanager").map(({ raw }) => raw),
        find: (...key) => objects.find(cluster, ...key)
      }));
    }
    return verdicts;
  };
}
function versionsByCluster(root) {
  const installed = INSTALLING_KINDS.flatMap((kind) => objectsOf(root, kind)).flatMap((object) => {
    const version2 = operatorVersionOf(readObject(object));
    return version2 === void 0 ? [] : [{ cluster: clusterOf2(object), version: version2 }];
  });
  const [operator, kubernetes2] = [versionsInForce(root, "operator", installed), versionsInForce(root, "kubernetes")];
  const known6 = /* @__PURE__ */ new Map();
  return (cluster) => {
    let versions2 = known6.get(cluster);
    if (!versions2) {
      known6.set(cluster, versions2 = { operator: operator(cluster), kubernetes: kubernetes2(cluster) });
    }
    return versions2;
  };
}

// src/scrape-graph/scrape-graph.ts
var PODS_A_NODE = 30;
var ScrapeGraph = class _ScrapeGraph {
  /**
   * The graph of all objects of an app, as they are now: ask when everything is defined. Where parts of it have an object in common, each child of the app is a cluster of
   * its own.
   * @param scope the app
   */
  static of(scope) {
    return new _ScrapeGraph(explainAll(givenBy(scope.node.root.node.findAll().filter(import_cdk8s4.ApiObject.isApiObject)), { versionsOf: SchemaChecks._versionsIn(scope.node.root) }), []);
  }
  /**
   * The graph of YAML or JSON that is there already: files, or folders of them, from any tool. Where several have an object in common, each folder in the one that is
   * named, or each file, is a cluster of its own.
   * @param paths the files and folders
   * @throws where one cannot be read
   */
  static fromFiles(paths) {
    return _ScrapeGraph._fromFiles(paths);
  }
  /** @internal The same, and the command line says how far it is. */
  static _fromFiles(paths, tell) {
    const { given, unreadable } = readFolder(paths, tell);
    return new _ScrapeGraph(explainAll(given, { tell }), unreadable);
  }
  /**
   * Have an app checked at synth: what surely does not work is an error, what an object elsewhere could make work a notice.
   * @param scope the app
   */
  static addTo(scope) {
    const { root } = scope.node;
    SchemaChecks.addTo(root);
    const found = () => explainAll(givenBy([...objectsByKind(root).values()].flat()), { withAdmission: false }).flatMap(({ problems }) => problems);
    Problems.of(scope).check(() => found().map(({ id, severity, message }) => ({ ruleId: id, severity, message })));
  }
  /**
   * Says that a rule does not hold for the objects of a construct, and why. They get the annotation `cdk8s-prometheus/silence-…` with the reason, so that it is in the YAML,
   * too, and the explanation shows it. A rule that there is not, or no reason, is an error at synth.
   * @param scope the construct, of which all objects are meant
   * @param rule the id of a rule of the graph: `scrape-graph/no-pods`
   * @param reason why, for whoever reads it later
   */
  static silence(scope, rule2, reason) {
    if (!RULE_IDS.isOne(rule2) || reason.trim() === "") {
      Problems.of(scope).add(UNKNOWN_RULE, { rule: rule2, reason, similar: RULE_IDS.similarTo(rule2) });
      return;
    }
    for (const object of scope.node.findAll().filter(import_cdk8s4.ApiObject.isApiObject)) {
      object.metadata.addAnnotation(RULE_IDS.annotation(rule2), reason.trim());
    }
  }
  /** What is wrong, errors and warnings, each with its id; what is silenced is not among them. */
  problems;
  /** Whether something surely does not work. */
  hasErrors;
  /** Files in which there is no YAML that could be read, and why. */
  unreadable;
  explanations;
  constructor(explanations, unreadable) {
    this.explanations = explanations;
    this.unreadable = unreadable;
    const all3 = explanations.flatMap(({ problems, cluster }) => problems.map(({ severity, message }) => ({ severity, text: `${severity}: ${cluster === void 0 ? "" : `${cluster}: `}${message}` })));
    this.problems = all3.map(({ text: text2 }) => text2);
    this.hasErrors = all3.some(({ severity }) => severity === "error");
  }
  /**
   * What is scraped, by whom, with which job, labels, interval and limits; which rules feed on it, where alerts go, images and problems: for reading, and for committing beside
   * the YAML.
   */
  explain() {
    return asText(this.explanations);
  }
  /**
   * What each Prometheus has to do, and what leaves it, estimated from what its targets are: targets, series, samples a second, memory, and by remote write samples and
   * connections. Two digits are meant, and no more.
   * @param nodes how many nodes a cluster has
   * @param pods how many pods
   * @default - 30 pods a node
   * @param kubernetesVersion version of the kubelets; from 1.37 on they expose fewer series
   * @default - an older Kubernetes, which exposes more
   */
  explainCosts(nodes2, pods, kubernetesVersion) {
    const scale = { nodes: nodes2, pods: pods ?? nodes2 * PODS_A_NODE, ...kubernetesVersion !== void 0 && { kubernetes: kubernetesOf(kubernetesVersion) } };
    return costsAsText(this.explanations.map((explanation) => ({ cluster: explanation.cluster, costs: costsOf(explanation, scale) })), scale);
  }
  /** The same as JSON: an object for each cluster. */
  explainAsJson() {
    return `${JSON.stringify(this.explanations, void 0, 2)}
`;
  }
  /** The graph as a flowchart of Mermaid, for a README or a pull request. */
  explainAsMermaid() {
    return asMermaid(this.explanations);
  }
  /** All of it as one page of HTML with the graph drawn, that needs nothing else. */
  explainAsHtml() {
    return asHtml(this.explanations);
  }
};
function explainAll(given, { tell = () => void 0, withAdmission = true, versionsOf }) {
  return clustersOf(given).map((cluster, at, all3) => {
    tell("clusters explained", at, all3.length);
    const { manifests, sources, problems } = manifestsOf(cluster);
    return explain(manifests, { sources, problems, cluster: cluster.name, common: cluster.common, withAdmission, versions: versionsOf?.(cluster.name) });
  });
}
function kubernetesOf(text2) {
  const { version: version2, findings } = ComponentVersion.parse("kubernetes", "kubernetesVersion", text2);
  if (findings.length > 0) {
    throw new Error(findings.map(({ message }) => message).join("\n"));
  }
  return version2;
}

// src/cli.ts
var USAGE = `Usage: cdk8s-prometheus explain [--format FORMAT | --nodes NUMBER [--pods NUMBER]] PATH...
       cdk8s-prometheus migrate [--release NAME] [--namespace NAMESPACE] [--json] VALUES

  explain   what is scraped by whom, and what is wrong, of manifests in files and folders
  migrate   the values of a release of kube-prometheus-stack as an app, on stdout; what became of each value, on stderr

  --format     text (for reading, the default), json (for machines), mermaid (for a README), html (a page)
  --json       of explain the same as --format json; of migrate the app and the values as one object
  --nodes      how many nodes a cluster has: then also what it costs, estimated: targets, series, samples a second, memory, and what is sent
  --pods       how many pods it has; 30 a node where it is not given
  --release    the name of the release: names of workloads and volumes come of it; kube-prometheus-stack where it is not given
  --namespace  its namespace; monitoring where it is not given
  --help       this
  --version    the version of the package

Ends with 0; with 1 where something surely does not work, or values have no option; with 2 where it was called wrongly or a file cannot be read.
`;
var FORMATS = {
  text: (graph) => graph.explain(),
  json: (graph) => graph.explainAsJson(),
  mermaid: (graph) => graph.explainAsMermaid(),
  html: (graph) => graph.explainAsHtml()
};
function main(args, out, err, terminal = {}) {
  if (args.includes("--help")) {
    out(USAGE);
    return 0;
  }
  if (args.includes("--version")) {
    out(`${JSON.parse((0, import_fs3.readFileSync)((0, import_path4.join)(__dirname, "..", "package.json"), "utf8")).version}
`);
    return 0;
  }
  const read5 = readArguments(args);
  if ("why" in read5) {
    err(`${read5.why}${USAGE}`);
    return 2;
  }
  try {
    return read5.command === "migrate" ? migrate(read5, out, err, terminal) : explain2(read5, out, err, terminal);
  } catch (error) {
    err(`${error.message}
`);
    return 2;
  }
}
var LONG2 = 50;
function progressOn(err) {
  return (what, done, total) => {
    if (total < LONG2 || done % Math.ceil(total / 100) !== 0) {
      return;
    }
    err(`\r\x1B[K${what}: ${done} of ${total}`);
  };
}
function explain2({ paths, format, nodes: nodes2, pods }, out, err, { hasProgress }) {
  let graph;
  try {
    graph = ScrapeGraph._fromFiles(paths, hasProgress ? progressOn(err) : void 0);
  } finally {
    if (hasProgress) {
      err("\r\x1B[K");
    }
  }
  out(FORMATS[format](graph));
  if (nodes2 !== void 0) {
    out(`
${graph.explainCosts(nodes2, pods)}`);
  }
  for (const line2 of graph.unreadable) {
    err(`left out: ${line2}
`);
  }
  return graph.unreadable.length > 0 ? 2 : graph.hasErrors ? 1 : 0;
}
function migrate({ paths: [path2], format, release, namespace }, out, err, { hasColors = false }) {
  const read5 = readDocuments(path2);
  if ("problem" in read5) {
    err(`${path2}: ${inWords(read5.problem)}
`);
    return 2;
  }
  if (read5.documents.length > 1 || !isMap(read5.documents[0])) {
    err(`${path2}: values are one map of keys, as "helm get values RELEASE" prints them
`);
    return 2;
  }
  const [values] = read5.documents;
  const migration = migrateValues(values);
  const app = appText(migration, values, { name: release, namespace });
  if (format === "json") {
    out(`${JSON.stringify({ app, values: migration.values }, void 0, 2)}
`);
  } else {
    out(app);
    err(reportText(migration.values, hasColors));
  }
  return migration.values.some(({ outcome }) => outcome === "unsupported" || outcome === "unknown") ? 1 : 0;
}
var COLORS = { mapped: 32, default: 90, unsupported: 33, unknown: 31 };
function reportText(values, hasColors) {
  const outcomes = ["default", "mapped", "unsupported", "unknown"];
  const paint = (outcome) => hasColors ? `\x1B[${COLORS[outcome]}m${outcome.padEnd(11)}\x1B[39m` : outcome.padEnd(11);
  const of3 = (outcome) => values.filter((value) => value.outcome === outcome);
  const lines = outcomes.flatMap((outcome) => of3(outcome).map(({ path: path2, note }) => `${paint(outcome)} ${shown(path2, 200).slice(1, -1)}: ${note}
`));
  return `${lines.join("")}
${outcomes.map((outcome) => `${of3(outcome).length} ${outcome}`).join(", ")}
`;
}
var OPTIONS = { explain: ["--format", "--json", "--nodes", "--pods"], migrate: ["--json", "--release", "--namespace"] };
function readArguments([command, ...rest]) {
  const given = {};
  const paths = [];
  if (!Object.hasOwn(OPTIONS, command ?? "")) {
    return { why: command === void 0 || command.startsWith("-") ? "" : `there is no command ${JSON.stringify(command)}
` };
  }
  for (let at = 0; at < rest.length; at++) {
    const [option, inline] = rest[at].split(/=(.*)/s);
    if (!option.startsWith("-")) {
      paths.push(rest[at]);
      continue;
    }
    if (!OPTIONS[command].includes(option)) {
      return { why: `there is no option ${option}
` };
    }
    if (option === "--json") {
      given["--format"] = "json";
    } else {
      given[option] = inline ?? rest[++at] ?? "";
    }
  }
  const { "--format": format = "text", "--nodes": nodes2, "--pods": pods, "--release": release = "kube-prometheus-stack", "--namespace": namespace = "monitoring" } = given;
  if (paths.length === 0) {
    return { why: "" };
  }
  if (command === "migrate" && paths.length > 1) {
    return { why: 'migrate takes one file: merge those of the release with "helm get values RELEASE"\n' };
  }
  for (const [option, value] of [["--release", release], ["--namespace", namespace]]) {
    if (!isDnsLabel(value)) {
      return { why: `${option} is a name of Kubernetes, not ${JSON.stringify(value)}
` };
    }
  }
  if (!Object.keys(FORMATS).includes(format)) {
    return { why: `--format is one of ${Object.keys(FORMATS).join(", ")}, not ${JSON.stringify(format)}
` };
  }
  if ((nodes2 ?? pods) !== void 0 && format !== "text") {
    return { why: `--nodes and --pods are for the format text, not ${format}
` };
  }
  for (const [option, value] of [["--nodes", pods === void 0 ? nodes2 : nodes2 ?? ""], ["--pods", pods]]) {
    if (value !== void 0 && !/^[1-9]\d{0,6}$/.test(value)) {
      return { why: `${option} is a number, not ${JSON.stringify(value)}
` };
    }
  }
  return { command, format, paths, release, namespace, ...nodes2 !== void 0 && { nodes: Number(nodes2) }, ...pods !== void 0 && { pods: Number(pods) } };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  main
});
