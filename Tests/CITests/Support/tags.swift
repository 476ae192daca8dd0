import Testing

extension Tag {
  /// Starts processes of `botfleet`, for what only a process has: signals.
  @Tag static var process: Tag
}
