/** How the installation lets people in. Read from the environment once, at start. */
export interface AccessSettings {
  /** A session ends after this long without a request. Minutes. */
  sessionIdleMinutes: number;
  /** A session ends after this long whatever happens. Hours. */
  sessionHours: number;
  /** Whether the demo mode may be on at all. */
  demoAllowed: boolean;
  /** 32 bytes that encrypt fields of persons; null: none is kept, and such fields cannot be stored. */
  fieldKey: Buffer | null;
  /** Address under which users reach the installation, without a slash at the end; for links and single sign-on. */
  publicUrl: string | null;
  singleSignOn: { name: string; issuer: string; clientId: string; clientSecret: string } | null;
}

export const defaultAccessSettings: AccessSettings = {
  sessionIdleMinutes: 30,
  sessionHours: 12,
  demoAllowed: true,
  fieldKey: null,
  publicUrl: null,
  singleSignOn: null,
};
