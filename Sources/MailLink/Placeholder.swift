enum PlaceholderMailLink {}
