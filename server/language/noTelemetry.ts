// The inference library would make up a device ID, keep it below HOME and report use of it to its maker. It reads this
// while it is loaded: imported before it.
process.env.ORT_DISABLE_TELEMETRY = "1";
