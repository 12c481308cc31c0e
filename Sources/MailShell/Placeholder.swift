enum PlaceholderMailShell {}
