import { listOf, Manifest, textOf } from './manifest';

/** Where Flux builds a folder, it sets the namespaces that are missing there: those of ServiceAccounts in bindings, too. */
export function isCompletedByFlux(manifest: Manifest, file: string, fluxFolders: readonly string[]): boolean {
  const lacksNamespace = manifest.kind === 'ClusterRoleBinding'
    && listOf(manifest.raw?.subjects).some(subject => subject?.kind === 'ServiceAccount' && textOf(subject.namespace) === '');
  return lacksNamespace && fluxFolders.some(folder => `/${withSlashes(file)}`.includes(folder));
}

/**
 * The folders for which Flux sets a namespace, between slashes. They are relative to the repository, whose root is unknown.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace
 */
export function fluxFoldersIn(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind, apiVersion, spec }) => kind === 'Kustomization' && textOf(apiVersion).startsWith('kustomize.toolkit.fluxcd.io/')
      && textOf(spec.targetNamespace) !== '')
    .map(({ spec }) => ['', ...partsOf(textOf(spec.path)), ''].join('/'));
}

function partsOf(path: string): string[] {
  return withSlashes(path).split('/').filter(part => part !== '' && part !== '.');
}

function withSlashes(path: string): string {
  return path.replace(/\\/g, '/');
}
