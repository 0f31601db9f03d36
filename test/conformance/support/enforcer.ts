import { Program } from './process';

/** The addresses of Services, as in bed/lib.sh. */
export const SERVICES = '10.97.0.0/22';

/**
 * Enforces the NetworkPolicies of some namespaces, with the controller of kube-router. The bed has no enforcer, and test files that run in
 * parallel share one bed: a test that needs it starts it, for its own namespaces. The rules are in the network namespace of the bed.
 */
export class Enforcer {
  private program?: Program;

  public constructor(private readonly namespaces: readonly string[]) {}

  public get log(): string {
    return this.program?.log ?? '';
  }

  public start(): void {
    this.program = new Program('kube-router', [
      `--service-cluster-ip-range=${SERVICES}`, `--namespaces=${this.namespaces.join()}`, '--v=1',
    ]);
  }

  /** Its rules go with it. */
  public async stop(): Promise<void> {
    await this.program?.stop();
    this.program = undefined;
  }
}
