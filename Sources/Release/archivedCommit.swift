/// `git archive` puts the commit's full name here (.gitattributes says so), and with it come the sources that releases are built from. A checkout keeps
/// the placeholder: no build there is ever outdated by a commit.
let archivedCommit = "$Format:%H$"
