import { CA_BUNDLE } from './rules';
import { checkReferences } from '../manifest/references';
import { finding, Finding } from '../validation/rule';

/** Certificate of the admission webhook, and the certificate authority that the API server trusts for it. */
export class WebhookCertificate {
  /** A self-signed certificate of cert-manager: creates an Issuer and a Certificate. */
  public static selfSigned(): WebhookCertificate {
    return new WebhookCertificate('self-signed');
  }

  /**
   * A certificate of cert-manager, signed by an existing issuer: creates a Certificate.
   * @param name name of the issuer
   * @param kind `Issuer`, in the namespace of the webhook, or `ClusterIssuer`
   */
  public static issuer(name: string, kind = 'ClusterIssuer'): WebhookCertificate {
    return new WebhookCertificate('issuer', name, kind);
  }

  /**
   * A Secret with `tls.crt`, `tls.key` and `ca.crt`, created without cert-manager.
   * @param secretName the name of the Secret, in the namespace of the webhook
   * @param caBundle the certificate of the authority that signed the certificate: PEM in base64, as in `data` of a Secret
   */
  public static secret(secretName: string, caBundle: string): WebhookCertificate {
    return new WebhookCertificate('secret', secretName, caBundle);
  }

  private constructor(
    private readonly type: 'self-signed' | 'issuer' | 'secret', private readonly name = '', private readonly detail = '',
  ) {}

  /** @internal The Secret with the certificate. */
  public _secretName(webhook: string): string {
    return this.type === 'secret' ? this.name : `${webhook}-tls`;
  }

  /** @internal The authority itself, if cert-manager does not write it. */
  public get _caBundle(): string | undefined {
    return this.type === 'secret' ? this.detail : undefined;
  }

  /** @internal Whether the webhook has a separate issuer. */
  public get _isSelfSigned(): boolean {
    return this.type === 'self-signed';
  }

  /** @internal Who signs it; undefined without cert-manager. */
  public _issuer(webhook: string): object | undefined {
    if (this.type === 'secret') { return undefined; }
    return { group: 'cert-manager.io', ...this._isSelfSigned ? { kind: 'Issuer', name: webhook } : { kind: this.detail, name: this.name } };
  }

  /** @internal */
  public _check(): Finding[] {
    if (this.type === 'self-signed') { return []; }
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(this.detail) && Buffer.from(this.detail, 'base64')
      .toString()
      .includes('-----BEGIN CERTIFICATE-----');
    const isDetail = this.type === 'secret' ? isBase64 : ['Issuer', 'ClusterIssuer'].includes(this.detail);
    return [
      ...checkReferences([{ prop: this.type === 'secret' ? 'certificate.secretName' : 'certificate.name', name: this.name }]),
      ...isDetail ? [] : [finding(CA_BUNDLE, { isBundle: this.type === 'secret', value: this.detail })],
    ];
  }
}
