import { clustersOf, manifestsOf } from './clusters';
import { explain } from './explanation';
import { readFolder } from './folder';
import { asManifests, nameOf } from './manifest';
import { RULE_IDS } from './silence';

/**
 * The rules of the graph as a validation plugin of the cdk8s command line, for apps without constructs of this library. `cdk8s synth` fails
 * if something certainly does not work. Add to `cdk8s.yaml`:
 * `validations: [{package: cdk8s-prometheus, version: ..., class: ScrapeGraphValidation}]`. With `properties: {failOn: warning}` it also
 * fails if there is a warning.
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export class ScrapeGraphValidation {
  private readonly isStrict: boolean;

  /** @param properties `failOn`: `error`, the default, or `warning` */
  public constructor(properties?: { [name: string]: any }) {
    const { failOn = 'error', ...rest } = properties ?? {};
    if (!['error', 'warning'].includes(failOn) || Object.keys(rest).length > 0) {
      throw new Error(
        `ScrapeGraphValidation: "properties" is ${JSON.stringify(properties)}: use { failOn: "error" } or { failOn: "warning" }`,
      );
    }
    this.isStrict = failOn === 'warning';
  }

  /**
   * Validate the synthesized files. The cdk8s command line calls it.
   * @param context the files that were synthesized, and the report
   */
  public async validate(context: any): Promise<void> {
    const { given, unreadable } = readFolder(context.manifests);
    const files = new Map(given.map(({ origin, read }) => [`${origin} ${nameOf(asManifests([read()])[0])}`, origin] as const));
    const origins = [...new Set(given.map(({ origin }) => origin))];
    let status = unreadable.length > 0 ? 'failure' : 'success';
    for (const cluster of clustersOf(given)) {
      const { manifests, sources, problems } = manifestsOf(cluster);
      const explanation = explain(manifests, { sources, problems, cluster: cluster.name, withAdmission: true });
      for (const { id, severity, message, objects } of explanation.problems) {
        const own = objects.map(name => ({
          name, file: [cluster.name ?? '', ...origins].find(origin => files.has(`${origin} ${name}`)) ?? '',
        }));
        context.report.addViolation({
          ruleName: id,
          recommendation: message.replace(` [${id}]`, ''),
          fix: `${severity}: ${RULE_IDS.why(id)}`,
          violatingResources: own.map(({ name, file }) => ({
            resourceName: name.replace(/^\S+ (.*\/)?/, ''), locations: [name], manifestPath: file,
          })),
        });
        if (severity === 'error' || this.isStrict) { status = 'failure'; }
      }
    }
    for (const line of unreadable) { context.logger.log(`skipped: ${line}`); }
    context.report.submit(status);
  }
}
