enum PlaceholderMailSASL {}
