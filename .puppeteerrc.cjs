// The browser comes from the npm package @sparticuz/chromium (or the reader's own Chrome), so installing must not
// try to download one: behind a closed network that download would fail the whole `npm ci`.
module.exports = { skipDownload: true };
