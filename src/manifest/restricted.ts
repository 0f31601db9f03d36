/** Fields of a pod that the pod security standard "restricted" requires. */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } as const;

/** Fields of a container that it requires. None of our containers writes to its root file system. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] },
} as const;
