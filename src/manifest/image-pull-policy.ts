/**
 * When the kubelet pulls an image.
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
 */
export enum ImagePullPolicy {
  /**
   * Before each start of a container. The kubelet queries the registry even if the node has the image, so that no pod uses an image without
   * its own credentials.
   */
  ALWAYS = 'Always',
  /** If the node does not have the image. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node must have the image. */
  NEVER = 'Never',
}
