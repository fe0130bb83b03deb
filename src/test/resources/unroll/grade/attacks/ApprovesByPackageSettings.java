package e02_elman;

// Attack: the class by which ApprovalTests is configured for a package
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {}
// File: PackageSettings.java
package e02_elman;

public class PackageSettings {
  public static String UseApprovalSubdirectory = "/";
  public static Object UseReporter = null;
  public static Object FrontloadedReporter = null;
  public static Object ApprovalBaseDirectory = "/";
}
