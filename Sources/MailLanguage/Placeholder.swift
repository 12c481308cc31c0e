enum PlaceholderMailLanguage {}
