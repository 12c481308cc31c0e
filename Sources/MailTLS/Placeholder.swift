enum PlaceholderMailTLS {}
